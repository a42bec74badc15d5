package org.tongzhou.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameMatchTest {
    @ParameterizedTest(name = "{0} | {1} | {2}")
    @CsvSource(delimiter = '|', textBlock = """
            冯𠮷军 | 冯𠮷军 | true
            吾守尔·艾买提 | 吾守尔•艾买提 | true
            吾守尔·艾买提 | 吾守尔艾买提 | true
            吾守尔．艾买提 | 吾守尔・艾买提 | true
            劉偉 | 刘伟 | true
            張　三 | 张三 | true
            ＺＨＡＮＧ ＳＡＮ | Zhang San | true
            昇 | 昇 | true
            刘伟 | 刘玮 | false
            冯建军 | 冯建 | false
            冯建军 | 马建军 | false
            冯𠮷军 | 冯吉军 | false
            """)
    void isTolerantOfHowBanksWriteAndOfNothingElse(String onAccount, String byPapers, boolean same) {
        assertThat(NameMatch.same(onAccount, byPapers)).isEqualTo(same);
        assertThat(NameMatch.same(byPapers, onAccount)).isEqualTo(same);
        assertThat(NameMatch.mark(byPapers) == NameMatch.mark(onAccount)).isEqualTo(same);
    }

    @Test
    void namesOfTwoCharactersHaveMarksOfTheirOwn() {
        Set<Integer> marks = new HashSet<>();
        for (char family = '丁'; family < '丁' + 300; family++) {
            for (char given = '丁'; given < '丁' + 300; given++) {
                marks.add(NameMatch.mark("" + family + given));
            }
        }
        assertThat(marks).hasSizeGreaterThan(89_000);
    }
}

package org.tongzhou.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0",
                "0.1|10",
                "0.01|1",
                "12829.42|1282942",
                "12,829.42|1282942",
                "-3.50|-350",
                "1,000,000|100000000"
            })
    void yuanAreReadToTheFen(String text, long fen) {
        assertThat(Money.parseYuan(text).fen()).isEqualTo(fen);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1.",
                ".5",
                "1.234",
                "1,23",
                "12,34.00",
                "+1",
                "--1",
                "1e5",
                "1E50000000",
                "0x10",
                "NaN",
                "１２",
                "1 000",
                "￥5",
                "99999999999999",
                "1,000,000,000,000,000"
            })
    void anythingElseIsRefusedBeforeANumberParserSeesIt(String text) {
        assertThat(Money.isYuan(text)).isFalse();
        assertThatThrownBy(() -> Money.parseYuan(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Timeout(2)
    void aHugeTextCostsNothing() {
        String huge = "1".repeat(10_000_000);
        assertThat(Money.isYuan(huge)).isFalse();
    }

    @Test
    void roundingIsHalfUpAtTheEnd() {
        assertThat(Money.roundHalfUp(new BigDecimal("458034.5"))).isEqualTo(Money.ofFen(458_035));
        assertThat(Money.roundHalfUp(new BigDecimal("458034.4999"))).isEqualTo(Money.ofFen(458_034));
        assertThat(Money.roundHalfUp(new BigDecimal("-0.5"))).isEqualTo(Money.ofFen(-1));
    }

    @Test
    void overflowIsAnErrorAndNeverASmallAmount() {
        Money most = Money.ofFen(Long.MAX_VALUE);
        assertThatThrownBy(() -> most.plus(Money.ofFen(1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> most.times(2)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Money.ofYuan(Long.MAX_VALUE / 10)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Money.ofFen(Long.MIN_VALUE).negated()).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void plainYuanKeepsTwoDecimals() {
        assertThat(Money.ofFen(5).plainYuan()).isEqualTo("0.05");
        assertThat(Money.ofFen(-186_000).plainYuan()).isEqualTo("-1860.00");
        assertThat(Money.ofYuan(362_685).plainYuan()).isEqualTo("362685.00");
    }

    @ParameterizedTest
    @CsvSource({
        "695459,人民币陆仟玖佰伍拾肆元伍角玖分",
        "0,人民币零元整",
        "5,人民币伍分",
        "50,人民币伍角整",
        "100,人民币壹元整",
        "1005,人民币壹拾元零伍分",
        "1050,人民币壹拾元伍角整",
        "1000000,人民币壹万元整",
        "1000100,人民币壹万零壹元整",
        "100000000,人民币壹佰万元整",
        "36268500,人民币叁拾陆万贰仟陆佰捌拾伍元整",
        "1000000100,人民币壹仟万零壹元整",
        "10000000000,人民币壹亿元整",
        "10000000100,人民币壹亿零壹元整",
        "10100000000,人民币壹亿零壹佰万元整",
        "100500,人民币壹仟零伍元整",
        "-140438,人民币负壹仟肆佰零肆元叁角捌分"
    })
    void amountsAreWrittenInCapitalFigures(long fen, String words) {
        assertThat(AmountInWords.of(Money.ofFen(fen))).isEqualTo(words);
    }
}

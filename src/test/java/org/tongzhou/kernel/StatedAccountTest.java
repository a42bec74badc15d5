package org.tongzhou.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cell with an account may say more than its number. */
class StatedAccountTest {
    private static final String OURS = "17200001040001234";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "17200001040001234",
                "1720 0001 0400 01234",
                "1720-0001-0400-01234",
                "1720****1234",
                "17200001040001234 2026-02-01",
                "17200001040001234 2026/02/01",
                "17200001040001234 2026.02.01至2026.02.10",
                "1720 0001 0400 01234 2026年2月1日",
                "17200001040001234 起止日期：2026-02-01至2026-02-10",
                "不详",
            })
    void ours(String stated) {
        assertThat(StatedAccount.isSame(stated, OURS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "42050100000000000018",
                "42050100000000000018 2026/02/01",
                "4205****0018",
                "17200001040001234 2026"
            })
    void anothers(String stated) {
        assertThat(StatedAccount.isSame(stated, OURS)).isFalse();
    }
}

package org.tongzhou.contribution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A bill says that the account on it is an example, as long as any part of it is. */
class FeeAccountTest {
    private static final String NAME = "甲省职工保障互助会";
    private static final String NUMBER = "42001018800050009999";

    @Test
    void theFundsOwnIsNoExampleThoughItsBankBeTheExamples() {
        FeeAccount own = new FeeAccount(NAME, NUMBER, new FeeAccount("", "", "").bank());
        assertThat(own.isExample()).isFalse();
        assertThat(own.name()).isEqualTo(NAME);
        assertThat(own.number()).isEqualTo(NUMBER);
    }

    @Test
    void whatIsNotSetIsTheExamplesAndSaidToBe() {
        assertThat(new FeeAccount("", NUMBER, "工商银行").isExample()).isTrue();
        assertThat(new FeeAccount(NAME, " ", "工商银行").isExample()).isTrue();
        FeeAccount bankless = new FeeAccount(NAME, NUMBER, "");
        assertThat(bankless.isExample()).isTrue();
        assertThat(bankless.bank()).isNotBlank();
        String exampleNumber = new FeeAccount("", "", "").number();
        assertThat(new FeeAccount(NAME, exampleNumber, "工商银行").isExample()).isTrue();
    }
}

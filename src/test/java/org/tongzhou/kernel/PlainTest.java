package org.tongzhou.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "42028119820308099x",
                " 420281 19820308 099X ",
                "４２０２８１１９８２０３０８０９９ｘ",
                "420281-19820308-099X",
                "420281\u00A019820308\u3000099X\u200B"
            })
    void anIdentityNumberIsReadHoweverItIsTyped(String typed) {
        assertThat(ResidentId.typed(typed)).contains(new ResidentId("42028119820308099X"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"100000元", "￥100,000.00", "１００，０００", " 100 000 ", "RMB 100,000.00 元", "+100000"})
    void anAmountIsReadHoweverItIsTyped(String typed) {
        assertThat(Money.typed(typed)).contains(Money.ofYuan(100_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-￥50.00", "￥-50.00", "CNY -50", "RMB￥-50元", "－50元"})
    void anAmountBelowNoughtMayHaveItsCurrencyBeforeOrBehindTheSign(String typed) {
        assertThat(Money.typed(typed)).contains(Money.ofYuan(-50));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12元50", "12 元 50 角", "12￥50", "3元5", "元100", "100CNY200", "100￥", "元", "￥"})
    void aCurrencyThatStandsBetweenFiguresJoinsThemToNoAmount(String typed) {
        assertThat(Money.typed(typed)).isEmpty();
    }

    @Test
    void whatIsNoNumberOrAmountIsNotMadeOne() {
        assertThat(ResidentId.typed("420281198203080990")).isEmpty();
        assertThat(ResidentId.typed("李刚波")).isEmpty();
        assertThat(Money.typed("")).isEmpty();
        assertThat(Money.typed("10万")).isEmpty();
        assertThat(Money.typed("1.234,56")).isEmpty();
        assertThat(Money.typed("1e3")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"12000", "１２，０００", " 12 000 ", "12,000", "012000", "12\u00A0000\u200B"})
    void aNumberOfPeopleIsReadHoweverItIsTyped(String typed) {
        assertThat(Plain.count(typed)).contains(12_000L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "-5", "－５", "–5", "1.5", "1,20", "1.2万", "1e3", "一百", "1234567890123456", "12000人"})
    void whatIsNoWholeNumberFromNoughtOnIsNotMadeOne(String typed) {
        assertThat(Plain.count(typed)).isEmpty();
    }

    @Test
    void aTelephoneAndACardAreTheirDigits() {
        assertThat(Plain.number("136-7204 6207")).isEqualTo("13672046207");
        assertThat(Plain.number("６２２２ 0253 1661 2913 231")).isEqualTo("6222025316612913231");
    }
}

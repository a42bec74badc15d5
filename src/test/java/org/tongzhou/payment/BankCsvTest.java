package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.payment.iso.AccountNotice.Entry;
import org.tongzhou.payment.iso.AccountNotice.Kind;

/** The csv of the account that benefits are paid from, line by line. */
class BankCsvTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("org.tongzhou.kernel.BankSheets#all")
    void whateverABankWritesIsRead(String text) {
        List<Entry> lines = read(text);
        assertThat(lines).extracting(Entry::ref).containsExactly("A1", "A2");
        assertThat(lines).extracting(Entry::kind).containsExactly(Kind.CREDIT, Kind.DEBIT);
        assertThat(lines).extracting(Entry::amount).containsExactly(Money.ofYuan(1_234_567), Money.ofYuan(500));
    }

    /** Under another number or on another day a line taken before would be a second one. */
    @Test
    void ofSeveralColumnsThoseThatLinesWereTakenByGoFirst() {
        List<Entry> lines = read("柜员流水号,交易日,交易流水号,记账日期,借贷标识,借贷标志,金额\n7,2026-02-08,A1,2026-02-09,贷,借,5.00\n");
        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(line.ref()).isEqualTo("A1");
            assertThat(line.valueDate()).isEqualTo("2026-02-09");
            assertThat(line.kind()).isEqualTo(Kind.DEBIT);
        });
    }

    @ParameterizedTest
    @CsvSource({"转账,5.00,0.00,CREDIT", "'',0.00,5.00,DEBIT", "来账,5.00,,CREDIT", "往账,0.00,0.00,DEBIT"})
    void ofTwoColumnsOfAmountsTheFilledOneTells(String mark, String in, String out, Kind kind) {
        assertThat(read(twoSided(mark, in, out))).extracting(Entry::kind).containsExactly(kind);
    }

    @ParameterizedTest
    @CsvSource({"往账,5.00,0.00", "来账,0.00,5.00", "转账,5.00,5.00", "转账,0.00,0.00"})
    void aMarkThatContradictsTheColumnOfItsAmountIsRefused(String mark, String in, String out) {
        assertThatThrownBy(() -> read(twoSided(mark, in, out)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("payment_answer_missing"));
    }

    private static String twoSided(String mark, String in, String out) {
        return "交易日期,流水号,交易方向,贷方金额,借方金额\n2026-02-09,A1," + mark + "," + in + "," + out + "\n";
    }

    private static List<Entry> read(String text) {
        return BankCsv.read(text.getBytes(StandardCharsets.UTF_8)).booked();
    }
}

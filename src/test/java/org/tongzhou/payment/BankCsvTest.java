package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tongzhou.kernel.BankSheets;
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

    @ParameterizedTest
    @MethodSource("org.tongzhou.kernel.BankSheets#days")
    void daysAreReadAsBanksWriteThem(String day, boolean isOne) {
        if (isOne) {
            assertThat(read(BankSheets.on(day))).extracting(Entry::valueDate).containsExactly(LocalDate.of(2026, 2, 9));
        } else {
            refused(BankSheets.on(day), "payment_answer_day");
        }
    }

    @ParameterizedTest
    @MethodSource("org.tongzhou.kernel.BankSheets#feet")
    void sumsAndNotesAreNoLinesAndTheSumOfAllIsRight(String foot, boolean fits) {
        if (fits) {
            assertThat(read(BankSheets.above(foot))).extracting(Entry::ref).containsExactly("A1", "A2");
        } else {
            refused(BankSheets.above(foot), "payment_answer_sum");
        }
    }

    @ParameterizedTest
    @MethodSource("org.tongzhou.kernel.BankSheets#negatives")
    void aMinusIsMoneyOutUnlessItMayBeEither(String text, @Nullable Boolean out) {
        if (out == null) {
            refused(text, "payment_answer_out_negative");
        } else {
            assertThat(read(text)).singleElement().satisfies(line -> {
                assertThat(line.kind()).isEqualTo(Kind.DEBIT);
                assertThat(line.amount()).isEqualTo(Money.ofYuan(5));
            });
        }
    }

    /** Of the account of fees such a line moves nothing; here it may be a payment, or one that came back. */
    @Test
    void aMinusBesideTheMarkOfMoneyOutIsRefused() {
        refused("交易日期,流水号,借贷标志,金额\n2026-02-09,A1,借,-5.00\n", "payment_answer_out_negative");
    }

    @ParameterizedTest
    @CsvSource({"9.00,", "5.00,", "-5.00,", "9.01,payment_answer_sum"})
    void underOneColumnForBothDirectionsTheSumIsOfAllOrOfWhatIsLeft(String sum, @Nullable String code) {
        String text = "交易日期,流水号,借贷标志,金额\n2026-02-09,A1,贷,7.00\n2026-02-09,A2,借,2.00\n合计,,," + sum + "\n";
        if (code == null) {
            assertThat(read(text)).hasSize(2);
        } else {
            refused(text, code);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-09,4.2E+17,人民币,payment_answer_digits_lost",
        "2026-02-09,A1,美元,payment_answer_currency",
        "2062-02-09,A1,人民币,payment_answer_day_future"
    })
    void whatASpreadsheetHasShortenedForeignMoneyAndDaysToComeAreRefused(
            String day, String number, String currency, String code) {
        refused("交易日期,流水号,币种,借贷标志,金额\n" + day + "," + number + "," + currency + ",贷,5.00\n", code);
    }

    @ParameterizedTest
    @MethodSource("org.tongzhou.kernel.BankSheets#rounded")
    void numbersThatASpreadsheetHasRoundedAreRefused(String text, boolean rounded) {
        if (rounded) {
            refused(text, "payment_answer_digits_lost");
        } else {
            assertThat(read(text)).hasSize(2);
        }
    }

    @Test
    void ofNumbersThatASpreadsheetHasRoundedTheFirstIsNamed() {
        assertThatThrownBy(() -> read(BankSheets.shortNumberFirst()))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.details()).containsExactly(3, "20260209000012300000"));
    }

    /** Else it would be missing from our copy of the book, and nobody would be told. */
    @Test
    void aLineWhoseRemarkStandsFirstAndReadsLikeAFootIsALine() {
        assertThat(read(BankSheets.remarked("9.00"))).extracting(Entry::ref).containsExactly("A1", "A2", "A3");
        refused(BankSheets.remarked("12.345"), "payment_answer_amount");
        refused(BankSheets.unnumbered(), "payment_answer_missing");
    }

    @Test
    void theSumOfADayInPlaceOfANumberIsAFoot() {
        assertThat(read(BankSheets.summedByDay())).extracting(Entry::ref).containsExactly("A1");
    }

    private static void refused(String text, String code) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
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
        refused(twoSided(mark, in, out), "payment_answer_side");
    }

    private static String twoSided(String mark, String in, String out) {
        return "交易日期,流水号,交易方向,贷方金额,借方金额\n2026-02-09,A1," + mark + "," + in + "," + out + "\n";
    }

    private static List<Entry> read(String text) {
        return BankCsv.read(text.getBytes(StandardCharsets.UTF_8), LocalDate.of(2026, 2, 10))
                .booked();
    }
}

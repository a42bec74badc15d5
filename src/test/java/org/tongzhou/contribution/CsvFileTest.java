package org.tongzhou.contribution;

import static org.assertj.core.api.Assertions.assertThat;

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

/** A bank's csv of the account of fees: what banks write is read as everywhere, and a file that is not whole is refused. */
class CsvFileTest {
    private static StatementFile csv(String text) {
        return StatementFile.read(
                "明细.csv",
                text.getBytes(StandardCharsets.UTF_8),
                new StatementFile.Expected(LocalDate.of(2026, 2, 10), "42050100000000000018"));
    }

    @ParameterizedTest
    @MethodSource("org.tongzhou.kernel.BankSheets#days")
    void daysAreReadAsBanksWriteThem(String day, boolean isOne) {
        StatementFile file = csv(BankSheets.on(day));
        assertThat(file.faults())
                .extracting(LineFault::code)
                .containsExactlyElementsOf(isOne ? List.of() : List.of("day_form"));
        assertThat(file.lines()).extracting(BankLine::valueDate).allMatch(LocalDate.of(2026, 2, 9)::equals);
    }

    @ParameterizedTest
    @MethodSource("org.tongzhou.kernel.BankSheets#feet")
    void sumsAndNotesAreNoLinesAndTheSumOfAllIsRight(String foot, boolean fits) {
        StatementFile file = csv(BankSheets.above(foot));
        assertThat(file.faults())
                .extracting(LineFault::code)
                .containsExactlyElementsOf(fits ? List.of() : List.of("sum_differs"));
        assertThat(file.lines()).hasSize(fits ? 2 : 0);
    }

    @ParameterizedTest
    @MethodSource("org.tongzhou.kernel.BankSheets#negatives")
    void aMinusIsMoneyOutUnlessItMayBeEither(String text, @Nullable Boolean out) {
        StatementFile file = csv(text);
        assertThat(file.faults())
                .extracting(LineFault::code)
                .containsExactlyElementsOf(out == null ? List.of("amount_out_negative") : List.of());
        assertThat(file.lines()).hasSize(out == null ? 0 : 1).noneMatch(BankLine::isCredit);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.tongzhou.kernel.BankSheets#all")
    void whateverABankWritesIsRead(String text) {
        StatementFile file = csv(text);
        assertThat(file.faults()).isEmpty();
        assertThat(file.lines()).extracting(BankLine::serial).containsExactly("A1", "A2");
        assertThat(file.lines()).extracting(BankLine::isCredit).containsExactly(true, false);
        assertThat(file.lines())
                .extracting(BankLine::amount)
                .containsExactly(Money.ofYuan(1_234_567), Money.ofYuan(500));
    }

    /** Without a line's end and with a sum that has not its fen: of 1200.00 these may be the first digits. */
    @Test
    void aFileThatBreaksOffWithinItsLastSumIsRefused() {
        String head = "交易日期,流水号,摘要,贷方金额\n2026-02-09,1,会费,190.00\n2026-02-09,2,会费,";
        assertThat(csv(head + "12").faults()).containsExactly(LineFault.of(3, "csv_cut"));
        assertThat(csv(head + "12\n").faults()).isEmpty();
        assertThat(csv(head + "1200.00").faults()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("org.tongzhou.kernel.BankSheets#rounded")
    void numbersThatASpreadsheetHasRoundedAreRefused(String text, boolean rounded) {
        StatementFile file = csv(text);
        assertThat(file.faults())
                .isEqualTo(
                        rounded ? List.of(LineFault.of(2, "serial_digits_lost", "20260209000012300000")) : List.of());
    }

    @Test
    void ofNumbersThatASpreadsheetHasRoundedTheFirstIsNamed() {
        assertThat(csv(BankSheets.shortNumberFirst()).faults())
                .containsExactly(LineFault.of(3, "serial_digits_lost", "20260209000012300000"));
    }

    /** Else it would be missing from the books, and nobody would be told. */
    @Test
    void aLineWhoseRemarkStandsFirstAndReadsLikeAFootIsALine() {
        assertThat(csv(BankSheets.remarked("9.00")).lines())
                .extracting(BankLine::serial)
                .containsExactly("A1", "A2", "A3");
        assertThat(csv(BankSheets.remarked("12.345")).faults())
                .containsExactly(LineFault.of(4, "amount_form", "12.345"));
        assertThat(csv(BankSheets.unnumbered()).faults()).containsExactly(LineFault.of(2, "serial_missing"));
    }

    @Test
    void theSumOfADayInPlaceOfANumberIsAFoot() {
        assertThat(csv(BankSheets.summedByDay()).lines())
                .extracting(BankLine::serial)
                .containsExactly("A1");
    }

    /** Under the first digits of its number a credit would come in once more when the whole file is read. */
    @ParameterizedTest
    @CsvSource({"B10,csv_cut", "B1012,csv_cut", "B101,"})
    void aFileThatBreaksOffWithinItsLastNumberIsRefused(String last, @Nullable String code) {
        StatementFile file = csv("交易日期,金额,流水号\n2026-02-09,190.00,B100\n2026-02-09,190.00," + last);
        assertThat(file.faults()).isEqualTo(code == null ? List.of() : List.of(LineFault.of(3, code)));
    }
}

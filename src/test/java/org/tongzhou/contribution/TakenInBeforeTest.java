package org.tongzhou.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.contribution.SomeCredits.line;
import static org.tongzhou.contribution.SomeCredits.serial;
import static org.tongzhou.contribution.SomeEntries.document;
import static org.tongzhou.contribution.SomeEntries.entry;
import static org.tongzhou.contribution.SomeEntries.part;
import static org.tongzhou.contribution.SomeEntries.parts;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.recovery.Repayments;

/** Whether money stands in the books already is told by more than its serial number. */
class TakenInBeforeTest extends FeeRoom {
    @Autowired
    private StatementCredits elsewhere;

    @Test
    void twoTransfersUnderOneReferenceAreTwoCreditsAndTheSameMessageBooksThemOnce() {
        String reference = serial();
        String message = parts(reference, "380.00", part(reference, "190.00", "甲"), part(reference, "190.00", "乙"));
        assertThat(upload(message)).containsExactly(Outcome.UNKNOWN, Outcome.UNKNOWN);
        assertThat(upload(message)).containsExactly(Outcome.DUPLICATE, Outcome.DUPLICATE);
        assertThat(elsewhere.has(FUND, new Repayments.Credit(reference, LocalDate.of(2026, 2, 9))))
                .as("nobody notes one of them by hand once more")
                .isTrue();
    }

    @Test
    void transfersAlikeInAllButTheirPlaceAreTwoCredits() {
        String reference = serial();
        String message = parts(reference, "380.00", part(reference, "190.00", "甲"), part(reference, "190.00", "甲"));
        assertThat(upload(message)).containsExactly(Outcome.UNKNOWN, Outcome.UNKNOWN);
        assertThat(upload(message)).containsExactly(Outcome.DUPLICATE, Outcome.DUPLICATE);
    }

    @Test
    void whatWasTakenInUnderTheReferenceOfTheWholeIsTheOneThatItAgreesWith() {
        String reference = serial();
        in.upload(line(reference, "2026-02-09", "190.00", "会费", "乙"));
        String message = parts(reference, "380.00", part(reference, "190.00", "甲"), part(reference, "190.00", "乙"));
        assertThat(upload(message)).containsExactly(Outcome.UNKNOWN, Outcome.DUPLICATE);
        assertThat(upload(message)).containsExactly(Outcome.DUPLICATE, Outcome.DUPLICATE);
    }

    @Test
    void aBookingToldAsAWholeAndByItsPartsIsTakenInOnce() {
        String reference = serial();
        String whole = entry("<AcctSvcrRef>" + reference + "</AcctSvcrRef>", "380.00", "2026-02-09", "");
        String message = parts(reference, "380.00", part("", "190.00", "甲"), part("", "190.00", "乙"));
        assertThat(upload(whole)).containsExactly(Outcome.UNKNOWN);
        assertThat(upload(message)).containsExactly(Outcome.DUPLICATE, Outcome.DUPLICATE);
        String other = serial();
        assertThat(upload(message.replace(reference, other))).containsExactly(Outcome.UNKNOWN, Outcome.UNKNOWN);
        assertThat(upload(whole.replace(reference, other))).containsExactly(Outcome.DUPLICATE);
        assertThat(upload(whole.replace(reference, other).replace("380", "390")))
                .containsExactly(Outcome.DIFFERS);
    }

    @Test
    void partsThatAreNotTheBookingKnownUnderTheirReferenceGoToAPerson() {
        String reference = serial();
        in.upload(line(reference, "2026-02-09", "500.00", "会费", "乙"));
        assertThat(upload(parts(reference, "380.00", part(reference, "200.00", "甲"), part(reference, "180.00", "乙"))))
                .containsExactly(Outcome.DIFFERS, Outcome.DIFFERS);
    }

    @Test
    void entriesThatTheBankNumbersAnewEachDayAreCreditsOfTheirDay() {
        String number = serial();
        String monday = entry("<NtryRef>" + number + "</NtryRef>", "190.00", "2026-02-09", part("", "", "甲"));
        String tuesday = entry("<NtryRef>" + number + "</NtryRef>", "190.00", "2026-02-10", part("", "", "甲"));
        assertThat(upload(monday)).containsExactly(Outcome.UNKNOWN);
        assertThat(upload(tuesday)).containsExactly(Outcome.UNKNOWN);
        assertThat(upload(monday)).containsExactly(Outcome.DUPLICATE);
        assertThat(upload(tuesday)).containsExactly(Outcome.DUPLICATE);
    }

    @Test
    void entriesTakenInUnderTheirNumberAloneAreKnownByIt() {
        String number = serial();
        in.upload(line(number, "2026-02-09", "190.00", "会费", "甲"));
        String entry = entry("<NtryRef>" + number + "</NtryRef>", "190.00", "2026-02-09", part("", "", "甲"));
        assertThat(upload(entry)).containsExactly(Outcome.DUPLICATE);
        assertThat(upload(entry.replace("2026-02-09", "2026-02-10"))).containsExactly(Outcome.UNKNOWN);
    }

    @Test
    void transactionsWithoutAnyReferenceAreNamed() {
        String message = document(entry("", "12.00", "2026-02-09", part("", "5.00", "甲") + part("", "7.00", "乙")));
        assertThat(credits.upload(finance, "报文.xml", message.getBytes(StandardCharsets.UTF_8), NOW)
                        .faults())
                .extracting(LineFault::code)
                .containsOnly("serial_missing");
    }

    /** One serial number, first with 190.00 of 甲工会 for 会费 on 9 February. */
    @ParameterizedTest
    @CsvSource({
        "2026-02-09,190.00,甲工会,会费,DUPLICATE",
        "2026-02-09,190.00,甲工会,转账；会费,DUPLICATE",
        "2026-02-09,190.00,,转账,DUPLICATE",
        "2026-02-10,190.00,甲工会,会费,DUPLICATE",
        "2026-02-09,190.00,乙公司,二月,DIFFERS",
        "2026-02-10,190.00,乙公司,会费,DIFFERS",
        "2026-02-10,190.00,甲工会,二月,DIFFERS",
        "2026-02-03,190.00,甲工会,会费,DIFFERS",
        "2026-02-09,195.00,甲工会,会费,DIFFERS"
    })
    void aSerialNumberAgainIsTheSameCreditOnlyWhereTheRestAgrees(
            String day, String amount, String payer, String remark, Outcome expected) {
        String serial = serial();
        in.upload(line(serial, "2026-02-09", "190.00", "会费", "甲工会"));
        String again = line(serial, day, amount, remark, payer == null ? "" : payer);
        assertThat(in.one(again).outcome()).isEqualTo(expected);
    }

    @Test
    void twoTransfersOfOnePayerForTwoBillsUnderOneSerialNumberGoToAPerson() {
        Bill one = bill(1);
        Bill other = bill(1);
        String serial = serial();
        List<CreditOutcome> outcomes = in.upload(
                line(serial, "2026-02-09", "95.00", one.reference()),
                line(serial, "2026-02-09", "95.00", other.reference()));
        assertThat(outcomes).extracting(CreditOutcome::outcome).containsExactly(Outcome.EXACT, Outcome.DIFFERS);
        assertThat(outcomes).extracting(CreditOutcome::line).containsExactly(2, 3);
    }

    @Test
    void aSerialNumberTwiceInAFileIsOneCreditOnlyWhereTheWholeLineIsThere() {
        String serial = serial();
        assertThat(in.upload(
                        line(serial, "2026-02-09", "95.00", "张三", "甲工会"),
                        line(serial, "2026-02-09", "95.00", "李四", "甲工会"),
                        line(serial, "2026-02-09", "95.00", "张三", "甲工会")))
                .extracting(CreditOutcome::outcome)
                .containsExactly(Outcome.UNKNOWN, Outcome.DIFFERS, Outcome.DUPLICATE);
    }

    @Test
    void aReturnUnderTheNumberOfAnotherReturnGoesToAPerson() {
        String first = serial();
        String second = serial();
        String serial = serial();
        in.upload(line(first, "2026-02-09", "95.00", "会费"), line(second, "2026-02-09", "95.00", "会费"));
        String taken = line(serial, "2026-02-09", "-95.00", "退汇") + ",";
        assertThat(in.one(taken + first).outcome()).isEqualTo(Outcome.RETURNED);
        assertThat(in.one(taken + first).outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(in.one(taken.replace("2026-02-09", "2026-02-10") + second).outcome())
                .isEqualTo(Outcome.RETURN_UNKNOWN);
    }

    /** Else it would take back a second transfer that is like the first. */
    @Test
    void aReturnKnownUnderAnotherNumberOfItsEntryGoesToAPerson() {
        Bill bill = bill(1);
        in.upload(line("95.00", bill.reference()), line("95.00", bill.reference()));
        String number = serial();
        String taken = line(number, "2026-02-09", "-95.00", "退汇 " + bill.reference());
        assertThat(in.one(taken).outcome()).isEqualTo(Outcome.RETURNED);
        String counted = entry("<NtryRef>" + number + "</NtryRef>", "95.00", "2026-02-09", part("", "", ""));
        assertThat(upload(takenBack(counted, bill))).containsExactly(Outcome.RETURN_UNKNOWN);
        String parts = parts(number, "96.00", part("", "95.00", ""), part("", "1.00", ""));
        assertThat(upload(takenBack(parts, bill))).containsOnly(Outcome.RETURN_UNKNOWN);
        assertThat(again(bill).state()).isEqualTo(Bill.State.PAID);
        in.assertBalanced();
    }

    private static String takenBack(String entry, Bill bill) {
        return entry.replace("CRDT</CdtDbtInd>", "DBIT</CdtDbtInd><RvslInd>true</RvslInd>")
                .replace("会费", bill.reference());
    }

    private List<Outcome> upload(String entries) {
        return in.message(entries);
    }
}

package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.kernel.Money;
import org.tongzhou.payment.SentBack.Finding;
import org.tongzhou.payment.SentBack.Told;

/** What a statement says of payments that came back: of one that was paid 8,412.50 to 6228480000003390. */
class SentBackTest extends AnswerRoom {
    private static final String OTHER_NUMBER = "TZ42I-0000000000000000";

    @Autowired
    private SentBack sentBack;

    @BeforeEach
    void paid() {
        releaseOne();
        take(notice("N0", "8412.50", entry("D1", "DBIT", "8412.50", "")));
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
    }

    /** {@code #} is the number of the payment. */
    private SentBack.Line line(String ref, String amount, String account, String remark) {
        return new SentBack.Line(
                ref,
                TODAY,
                Money.parseYuan(amount),
                "冯𠮷军",
                account.isEmpty() ? null : account,
                remark.replace("#", endToEnd));
    }

    private List<Finding> told(SentBack.Line... lines) {
        List<Told> told = new TransactionTemplate(transactions)
                .execute(status -> sentBack.take(maker, Arrays.asList(lines), NOW));
        return Objects.requireNonNull(told).stream().map(Told::finding).toList();
    }

    private Finding told(String ref) {
        return told(line(ref, "8412.50", "", "退汇 #")).get(0);
    }

    private void isReturnedOnce() {
        assertThat(state(benefit)).isEqualTo(InstructionState.RETURNED);
        assertThat(heard.of(fund)).filteredOn(BenefitReturned.class::isInstance).hasSize(1);
        assertThat(balances()).containsEntry("1002", 0L).containsEntry("2202", -841_250L);
        assertThat(discrepancies.openCount(fund)).isZero();
    }

    private void isPaidStill() {
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
        assertThat(balances()).containsEntry("1002", -841_250L);
    }

    @ParameterizedTest
    @CsvSource({
        "8412.50, '',               退汇 #,                        BOOKED",
        "8412.50, 6228480000003390, 退汇 职工互助金 HB20261 # 账号不存在, BOOKED",
        "8412.50, '',               退票：#户名不符,                 BOOKED",
        "8412.50, '',               退汇 # 原付款 #,                 BOOKED",
        "8412.50, '',               退汇,                          NO_NUMBER",
        "8412.50, '',               退汇 HB20261,                  NO_NUMBER",
        "8412.50, '',               退汇 # TZ42I-0000000000000000, SEVERAL_NUMBERS",
        "8412.50, '',               退汇 TZ42I-0000000000000000,   NUMBER_UNKNOWN",
        "8412.49, '',               退汇 #,                        AMOUNT",
        "0.01,    '',               退汇 #,                        AMOUNT",
        "8412.50, 6228480000000017, 退汇 #,                        ACCOUNT"
    })
    void aLineIsBookedWhenAllThatItSaysAgrees(String amount, String account, String remark, Finding finding) {
        assertThat(told(line("R1", amount, account, remark))).containsExactly(finding);
        if (finding == Finding.BOOKED) {
            isReturnedOnce();
        } else {
            isPaidStill();
        }
    }

    @Test
    void theNumberIsReadAsBanksWriteIt() {
        String wide =
                endToEnd.toLowerCase(java.util.Locale.ROOT).replace("-", "－").replace('t', 'ｔ');
        assertThat(Ids.in("退汇" + wide + "已销户")).containsExactly(endToEnd);
        assertThat(Ids.in("退汇" + endToEnd.replace("-", ""))).containsExactly(endToEnd);
        assertThat(Ids.in(endToEnd + OTHER_NUMBER)).containsExactly(endToEnd, OTHER_NUMBER);
        assertThat(Ids.in("TZ42I-123")).isEmpty();
    }

    @Test
    void theStatementFirstAndTheBanksMessageAfterwardsBookOneReturn() {
        assertThat(told("R1")).isEqualTo(Finding.BOOKED);
        take(notice("N1", "8412.50", entry("R1", "CRDT", "8412.50", "AC04")));
        assertThat(told("R1")).isEqualTo(Finding.KNOWN);
        isReturnedOnce();
    }

    @Test
    void theBanksMessageFirstAndTheStatementAfterwardsBookOneReturn() {
        take(notice("N1", "8412.50", entry("R1", "CRDT", "8412.50", "AC04")));
        assertThat(told("R1")).isEqualTo(Finding.KNOWN);
        isReturnedOnce();
    }

    /** A statement has the day of booking and the message the value day; refused, it would keep the bank's book from being read. */
    @Test
    void theBanksMessageMayGiveTheReturnAnotherDayThanTheStatement() {
        assertThat(told("R1")).isEqualTo(Finding.BOOKED);
        take(notice("N1", "8412.50", entry("R1", "CRDT", "8412.50", "AC04")).replace("2026-02-10", "2026-02-11"));
        take(notice("N2", "8412.50", entry("R1", "CRDT", "8412.50", "AC04")).replace("2026-02-10", "2025-12-31"));
        isReturnedOnce();
        refused(notice("N3", "8412.49", entry("R1", "CRDT", "8412.49", "AC04")), "payment_answer_same_entry");
    }

    @Test
    void oneThatTheBankHasNotYetSaidIsPaidIsPaidAndReturnedAtOnceAndItsDebitComesLater() {
        releaseOne();
        take(status("S1", "PDNG", ""));
        assertThat(told("R1")).isEqualTo(Finding.BOOKED);
        take(notice("N1", "8412.50", entry("D2", "DBIT", "8412.50", "")));
        assertThat(state(benefit)).isEqualTo(InstructionState.RETURNED);
        assertThat(discrepancies.openCount(fund)).isZero();
        assertThat(balances())
                .as("the first is with the member, the second is owed")
                .containsEntry("1002", -841_250L)
                .containsEntry("2202", -841_250L);
    }

    @Test
    void aSecondReturnUnderAnotherReferenceIsLookedAt() {
        assertThat(told("R1")).isEqualTo(Finding.BOOKED);
        assertThat(told("R2")).isEqualTo(Finding.RETURNED_BEFORE);
        isReturnedOnce();
    }

    @Test
    void twoLinesAboutOnePaymentAreLookedAtAndOneThatStandsThereTwiceIsOne() {
        SentBack.Line one = line("R1", "8412.50", "", "退汇 #");
        SentBack.Line other = line("R2", "8412.50", "", "退汇 #");
        assertThat(told(one, other)).containsExactly(Finding.TWICE, Finding.TWICE);
        isPaidStill();
        assertThat(told(one, one)).containsExactly(Finding.BOOKED, Finding.KNOWN);
        assertThat(told(one, other)).containsExactly(Finding.KNOWN, Finding.RETURNED_BEFORE);
        isReturnedOnce();
    }

    /** One line of the bank's book is about one payment; all else of the statement goes on. */
    @Test
    void twoPaymentsUnderOneReferenceAreLookedAt() {
        SentBack.Line first = line("R1", "8412.50", "", "退汇 " + endToEnd);
        releaseOne();
        take(status("S1", "PDNG", ""));
        SentBack.Line second = line("R1", "8412.50", "", "退汇 #");
        assertThat(told(first, second)).containsExactly(Finding.REFERENCE_USED, Finding.REFERENCE_USED);
    }

    @Test
    void aReferenceThatTheBankHasUsedForSomethingElseIsLookedAt() {
        take(notice("N1", "8412.50", entry("R1", "CRDT", "8412.50", "")));
        assertThat(told("R1")).isEqualTo(Finding.REFERENCE_USED);
        isPaidStill();
    }

    @Test
    void whatIsInDisputeIsLeftToTwoPeople() {
        take(notice("N1", "8412.50", entry("D2", "DBIT", "8412.50", "")));
        assertThat(discrepancies.openCount(fund)).isEqualTo(1);
        assertThat(told("R1")).isEqualTo(Finding.DISPUTED);
        long twice = discrepancies.open(maker, "").items().get(0).id();
        discrepancies.propose(maker, twice, Settlement.AS_BOOKED, "银行承认重复扣款，将退回一次", NOW);
        Settled.by(discrepancies, checker, twice, NOW);
        assertThat(told("R1")).as("the member has the money once").isEqualTo(Finding.PAID_TWICE);
        isPaidStill();
    }

    @Test
    void whatIsNotSentOrWasRejectedCannotComeBack() {
        NewInstruction later = instructed(500, "6228480000003390");
        String number = payments.of(fund, later.cause()).get(0).endToEnd();
        SentBack.Line line =
                new SentBack.Line("R2", LocalDate.of(2026, 2, 10), Money.ofFen(500), "", null, "退汇 " + number);
        assertThat(told(line)).containsExactly(Finding.STATE);
        released();
        assertThat(told(line)).as("no byte has left").containsExactly(Finding.STATE);
    }
}

package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A csv has the day of booking and a message the value day, and one of them may leave out whom a line is about: it is one line still. */
class CsvBesideMessageTest extends AnswerRoom {
    @Autowired
    private BankBook bankBook;

    @BeforeEach
    void releaseThePayment() {
        releaseOne();
    }

    private String interest(String ref, String direction, String amount, String day) {
        return entry(ref, direction, amount, "")
                .replace(endToEnd, "NOTPROVIDED")
                .replace("2026-02-10", day);
    }

    static String csv(String day, String mark, String amount) {
        return "交易日期,流水号,借贷标志,交易金额,对方户名,摘要\n" + day + ",B3," + mark + "," + amount + ",,结息\n";
    }

    private void readOn(String message) {
        dispatcher.round(fund, new TellingLine(status("S1", "PDNG", ""), message), NOW);
    }

    private int lines() {
        return jdbc.sql("select count(*) from payment.bank_entry where fund = :fund")
                .param("fund", fund.code())
                .query(Integer.class)
                .single();
    }

    @Test
    void theBookIsReadOnOverALineThatACsvToldUnderAnotherDay() {
        take(csv("2026-02-12", "贷", "100.00"));
        readOn(notice(
                "N1", "8512.50", interest("B3", "CRDT", "100.00", "2026-02-11"), entry("B1", "DBIT", "8412.50", "")));
        assertThat(bankBook.stop(maker, NOW)).isEmpty();
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
        assertThat(lines()).isEqualTo(2);
    }

    @Test
    void aCsvIsTakenOverALineThatAMessageToldUnderAnotherDay() {
        take(notice("N1", "100.00", interest("B3", "CRDT", "100.00", "2026-02-11")));
        take(csv("2026-02-12", "贷", "100.00") + "2026-02-10,B1,借,8412.50,冯𠮷军," + endToEnd + "\n");
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
        assertThat(lines()).isEqualTo(2);
    }

    @Test
    void theTwoDaysMayLieInTwoYears() {
        take(csv("2026-01-02", "贷", "100.00"));
        take(notice("N1", "100.00", interest("B3", "CRDT", "100.00", "2025-12-31")));
        assertThat(lines()).isEqualTo(1);
    }

    /** To a csv it is only money that came in. */
    @Test
    void aReturnOfWhatIsNotOursIsTheCreditOfTheCsv() {
        take(csv("2026-02-12", "贷", "100.00"));
        String back = interest("B3", "CRDT", "100.00", "2026-02-11")
                .replace("</Refs>", "</Refs><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>");
        take(notice("N1", "100.00", back));
        assertThat(lines()).isEqualTo(1);
    }

    @Test
    void anotherAmountOrDirectionOrAFarDayIsAnotherLineUnderTheSameReference() {
        take(csv("2026-02-12", "贷", "100.00"));
        refused(notice("N1", "100.01", interest("B3", "CRDT", "100.01", "2026-02-11")), "payment_answer_same_entry");
        refused(notice("N2", "100.00", interest("B3", "DBIT", "100.00", "2026-02-11")), "payment_answer_same_entry");
        refused(notice("N3", "100.00", interest("B3", "CRDT", "100.00", "2026-01-11")), "payment_answer_same_entry");
    }

    private void asked(String claimed) {
        listed(DiscrepancyKind.CONTRADICTION, claimed);
    }

    private void settle(Settlement as) {
        Discrepancy open = discrepancies.open(maker, "").items().get(0);
        discrepancies.propose(maker, open.id(), as, "柜台流水 B3", NOW);
        Settled.by(discrepancies, checker, open.id(), NOW);
    }

    private String day(InstructionState state) {
        return jdbc.sql("select value_date from payment.instruction_event where fund = :fund and state = :state")
                .param("fund", fund.code())
                .param("state", state.name())
                .query(String.class)
                .single();
    }

    private void debited(String message, String ref, String amount) {
        take(notice(message, amount, entry(ref, "DBIT", amount, "")));
    }

    private void listed(DiscrepancyKind kind, String claimed) {
        listed(1, kind, claimed);
    }

    private void listed(int times, DiscrepancyKind kind, String claimed) {
        assertThat(discrepancies.open(maker, "").items())
                .extracting(Discrepancy::kind, Discrepancy::claimed)
                .containsExactlyElementsOf(Collections.nCopies(times, tuple(kind, claimed)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-10", "2026-02-12"})
    void aDebitThatACsvToldWithoutOurNumberIsAQuestionForPeopleAndTheBookIsReadOn(String day) {
        take(csv(day, "借", "8412.50"));
        readOn(notice("N1", "8412.50", entry("B3", "DBIT", "8412.50", "")));
        assertThat(bankBook.stop(maker, NOW)).isEmpty();
        assertThat(lines()).isEqualTo(1);
        asked("DEBITED:B3");
        settle(Settlement.PAID);
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
        assertThat(balances()).containsEntry("1002", -841_250L);
        assertThat(day(InstructionState.PAID))
                .as("the day on which the bank booked it")
                .isEqualTo(day);
    }

    @Test
    void aCreditThatACsvToldWithoutOurNumberOnAnotherDayIsAQuestionToo() {
        take(notice("N1", "8412.50", entry("B1", "DBIT", "8412.50", "")));
        take(csv("2026-02-12", "贷", "8412.50"));
        readOn(notice("N2", "8412.50", entry("B3", "CRDT", "8412.50", "AC04")));
        assertThat(bankBook.stop(maker, NOW)).isEmpty();
        asked("CREDITED:B3");
        settle(Settlement.NOT_PAID);
        assertThat(state(benefit)).isEqualTo(InstructionState.RETURNED);
        assertThat(balances()).containsEntry("1002", 0L);
    }

    /** Banks begin their references anew each year. */
    @Test
    void theDayOfADebitIsNotThatOfLastYearsUnderItsReference() {
        take(csv("2025-02-12", "借", "8412.50"));
        take(csv("2026-02-12", "借", "8412.50"));
        debited("N1", "B3", "8412.50");
        settle(Settlement.PAID);
        assertThat(day(InstructionState.PAID)).isEqualTo("2026-02-12");
    }

    @Test
    void norIsThatOfACredit() {
        debited("N1", "B1", "8412.50");
        take(csv("2025-02-12", "贷", "8412.50"));
        take(csv("2026-02-12", "贷", "8412.50"));
        take(notice("N2", "8412.50", entry("B3", "CRDT", "8412.50", "AC04")));
        settle(Settlement.NOT_PAID);
        assertThat(day(InstructionState.RETURNED)).isEqualTo("2026-02-12");
    }

    @Test
    void theDayOfALineThatNamesThePaymentGoesBeforeThatOfOneThatIsToldLater() {
        debited("N1", "B1", "8412.50");
        take(notice("N2", "8412.50", entry("B3", "CRDT", "8412.50", "")));
        take(csv("2025-02-12", "贷", "8412.50"));
        asked("CREDITED:B3");
        settle(Settlement.NOT_PAID);
        assertThat(day(InstructionState.RETURNED)).isEqualTo("2026-02-10");
    }

    @Test
    void theDayOfADebitIsNotThatOfAnotherSumThatIsToldLater() {
        take(csv("2026-02-12", "借", "8412.50"));
        take(csv("2025-02-12", "借", "100.00"));
        debited("N1", "B3", "8412.50");
        settle(Settlement.PAID);
        assertThat(day(InstructionState.PAID)).isEqualTo("2026-02-12");
    }

    /** However many messages say it. */
    @Test
    void anotherSumOfThePaymentThatALineNamesLaterIsListedOnce() {
        take(csv("2026-02-12", "借", "8412.00"));
        debited("N1", "B3", "8412.00");
        debited("N2", "B3", "8412.00");
        listed(DiscrepancyKind.AMOUNT, "8412.00");
        assertThat(state(benefit).isWaiting()).isTrue();
    }

    @Test
    void theSameWrongSumOfAnotherLineIsAnotherQuestion() {
        String again = "2026-02-12,B4,借,8412.00,,结息\n";
        take(csv("2026-02-12", "借", "8412.00") + again + again.replace("B4", "B5"));
        take(notice("N1", "16824.00", entry("B3", "DBIT", "8412.00", ""), entry("B4", "DBIT", "8412.00", "")));
        debited("N2", "B5", "8412.00");
        debited("N3", "B4", "8412.00");
        listed(3, DiscrepancyKind.AMOUNT, "8412.00");
    }

    @Test
    void aWrongSumThatALineNamesLaterIsNotThatOfTheLineThatWasNewToUs() {
        debited("N1", "B1", "8412.00");
        take(csv("2026-02-12", "借", "8412.00"));
        debited("N2", "B3", "8412.00");
        listed(2, DiscrepancyKind.AMOUNT, "8412.00");
    }

    @Test
    void aPaymentThatIsNotOursThoughALineNamesItAsOursLaterIsListedOnce() {
        take(csv("2026-02-12", "借", "8412.50"));
        take(notice("N1", "8412.50", unknown("B3")));
        take(notice("N2", "8412.50", unknown("B3")));
        listed(DiscrepancyKind.FOREIGN, "TZ" + fund.code() + "I-UNKNOWN");
    }

    @Test
    void anotherLineThatNamesItIsAnotherQuestion() {
        take(csv("2026-02-12", "借", "8412.50") + "2026-02-12,B4,借,8412.50,,结息\n");
        take(notice("N1", "8412.50", unknown("B3")));
        take(notice("N2", "8412.50", unknown("B4")));
        listed(2, DiscrepancyKind.FOREIGN, "TZ" + fund.code() + "I-UNKNOWN");
    }

    private String unknown(String ref) {
        return entry(ref, "DBIT", "8412.50", "").replace(endToEnd, "TZ" + fund.code() + "I-UNKNOWN");
    }

    /** What a csv leaves out, the message has told. */
    @Test
    void aCsvWithoutOurNumberIsTakenOverWhatAMessageToldUnderAnotherDay() {
        take(notice("N1", "8412.50", entry("B3", "DBIT", "8412.50", "")));
        take(csv("2026-02-12", "借", "8412.50"));
        assertThat(lines()).isEqualTo(1);
        assertThat(discrepancies.openCount(fund)).isZero();
    }

    /** The bank's book has it: to call it not paid would let it be paid again. */
    @Test
    void whatTheBankHasBookedIsNotSettledAsNotPaid() {
        take(csv("2026-02-12", "借", "8412.50"));
        take(notice("N1", "8412.50", entry("B3", "DBIT", "8412.50", "")));
        assertThatThrownBy(() -> settle(Settlement.NOT_PAID)).hasMessage("payment_debited");
        settle(Settlement.AS_BOOKED);
        take(status("S1", "ACSC", ""));
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
    }

    /** It has seen the batch, so that the batch never leaves again. */
    @Test
    void theBatchOfADebitThatIsAskedAboutHasReachedTheBank() {
        take(csv("2026-02-12", "借", "8412.50"));
        take(notice("N1", "8412.50", entry("B3", "DBIT", "8412.50", "")));
        assertThat(batches.get(maker, batch.id()).state()).isEqualTo(BatchState.ACCEPTED);
    }

    @Test
    void oneQuestionIsAskedAboutADebitWithoutItsPayment() {
        take(csv("2026-02-12", "借", "8412.50"));
        take(status("S1", "ACSC", ""));
        String message = notice("N1", "8412.50", entry("B3", "DBIT", "8412.50", ""));
        readOn(message);
        dispatcher.round(fund, new TellingLine(status("S1", "PDNG", ""), message), NOW.plus(Duration.ofDays(2)));
        asked("DEBITED:B3");
    }

    @Test
    void aSecondDebitOfOnePaymentIsListedAsThat() {
        take(notice("N1", "8412.50", entry("B1", "DBIT", "8412.50", "")));
        take(csv("2026-02-12", "借", "8412.50"));
        take(notice("N2", "8412.50", entry("B3", "DBIT", "8412.50", "")));
        assertThat(discrepancies.open(maker, "").items())
                .extracting(Discrepancy::kind, Discrepancy::claimed)
                .containsExactly(tuple(DiscrepancyKind.DOUBLE_DEBIT, "B3"));
    }

    private void settledAsPaid() {
        take(csv("2026-02-12", "借", "8412.50"));
        debited("N1", "B3", "8412.50");
        settle(Settlement.PAID);
    }

    @Test
    void aDebitBesideOneThatPeopleHaveSettledAsThePaymentsIsItsSecond() {
        settledAsPaid();
        debited("N2", "B3", "8412.50");
        assertThat(discrepancies.openCount(fund)).as("the one of the csv still").isZero();
        debited("N3", "B4", "8412.50");
        listed(DiscrepancyKind.DOUBLE_DEBIT, "B4");
    }

    /** To leave it at our book would leave the payment without a debit, and its second would pass for its first. */
    @Test
    void aDebitOfWhatIsPaidByWordAloneIsSettledAsThePayments() {
        take(status("S1", "ACSC", ""));
        take(csv("2026-02-12", "借", "8412.50"));
        debited("N1", "B3", "8412.50");
        assertThatThrownBy(() -> settle(Settlement.AS_BOOKED)).hasMessage("payment_debit_of_paid");
        settle(Settlement.PAID);
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
        debited("N3", "B4", "8412.50");
        listed(DiscrepancyKind.DOUBLE_DEBIT, "B4");
    }

    @Test
    void soIsThatOfWhatHasComeBackMeanwhile() {
        take(status("S1", "ACSC", ""));
        take(csv("2026-02-12", "借", "8412.50"));
        debited("N1", "B3", "8412.50");
        take(notice("N2", "8412.50", entry("B5", "CRDT", "8412.50", "AC04")));
        assertThat(state(benefit)).isEqualTo(InstructionState.RETURNED);
        assertThatThrownBy(() -> settle(Settlement.AS_BOOKED)).hasMessage("payment_debit_of_paid");
        settle(Settlement.PAID);
        assertThat(state(benefit)).isEqualTo(InstructionState.RETURNED);
        debited("N3", "B4", "8412.50");
        listed(DiscrepancyKind.DOUBLE_DEBIT, "B4");
    }

    /** That it is not paid, in spite of the line: two people have found out. */
    @Test
    void aDebitBesideOneThatPeopleHaveSettledAsNotThePaymentsIsItsFirst() {
        take(csv("2026-02-12", "借", "8412.50"));
        debited("N1", "B3", "8412.50");
        settle(Settlement.AS_BOOKED);
        assertThat(state(benefit)).isEqualTo(InstructionState.SENT);
        debited("N2", "B4", "8412.50");
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
        assertThat(discrepancies.openCount(fund)).isZero();
    }

    private void leftBeforeTheBankSaidPaid() {
        take(csv("2026-02-12", "借", "8412.50"));
        debited("N1", "B3", "8412.50");
        settle(Settlement.AS_BOOKED);
        take(status("S1", "ACSC", ""));
    }

    /** The bank may have said it of the one that people left: then the payee has been paid twice. */
    @Test
    void aDebitBesideOneThatPeopleLeftBeforeTheBankSaidPaidIsAQuestion() {
        leftBeforeTheBankSaidPaid();
        debited("N2", "B4", "8412.50");
        listed(DiscrepancyKind.DOUBLE_DEBIT, "B4");
    }

    /** Of two debits one has come back: the payee may have the other still. */
    @Test
    void soIsOneThatIsToldAfterThePaymentHasComeBack() {
        leftBeforeTheBankSaidPaid();
        take(notice("N2", "8412.50", entry("B5", "CRDT", "8412.50", "AC04")));
        assertThat(state(benefit)).isEqualTo(InstructionState.RETURNED);
        debited("N3", "B4", "8412.50");
        listed(DiscrepancyKind.DOUBLE_DEBIT, "B4");
    }

    @Test
    void whatIsPaidByWordAloneBesideADebitThatPeopleLeftIsMissedInTheBook() {
        leftBeforeTheBankSaidPaid();
        TellingLine silent = new TellingLine(status("S1", "ACSC", ""), notice("N2", "0.00"));
        dispatcher.round(fund, silent, NOW.plus(Duration.ofDays(2)));
        listed(DiscrepancyKind.NO_DEBIT, "PAID");
    }

    @Test
    void aDebitThatPeopleSettleAsThePaymentsBesideAnotherIsItsSecond() {
        take(csv("2026-02-12", "借", "8412.50"));
        debited("N1", "B3", "8412.50");
        debited("N2", "B4", "8412.50");
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
        asked("DEBITED:B3");
        settle(Settlement.PAID);
        listed(DiscrepancyKind.DOUBLE_DEBIT, "B3");
    }

    /** It may be either that came back: the member has one of them still. */
    @Test
    void oneThatComesBackOfSuchTwoIsAQuestion() {
        settledAsPaid();
        debited("N3", "B4", "8412.50");
        take(notice("N4", "8412.50", entry("B5", "CRDT", "8412.50", "AC04")));
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
        assertThat(discrepancies.open(maker, "").items())
                .extracting(Discrepancy::claimed)
                .containsExactly("B4", "RETURNED");
    }

    @Test
    void whatComesBackOfTheOneThatPeopleHaveSettledHasComeBack() {
        settledAsPaid();
        take(notice("N4", "8412.50", entry("B5", "CRDT", "8412.50", "AC04")));
        assertThat(state(benefit)).isEqualTo(InstructionState.RETURNED);
        assertThat(discrepancies.openCount(fund)).isZero();
    }

    @Test
    void aLineOfOnePaymentIsNotThatOfAnother() {
        take(csv("2026-02-12", "借", "8412.50").replace("结息", endToEnd));
        String other = payments.of(fund, instructed(841_250, "6228480000008127").cause())
                .get(0)
                .endToEnd();
        refused(
                notice("N1", "8412.50", entry("B3", "DBIT", "8412.50", "").replace(endToEnd, other)),
                "payment_answer_same_entry");
    }

    @Test
    void theDaysLieTenApartAtMost() {
        take(csv("2026-02-12", "贷", "100.00"));
        refused(notice("N1", "100.00", interest("B3", "CRDT", "100.00", "2026-02-01")), "payment_answer_same_entry");
        take(notice("N2", "100.00", interest("B3", "CRDT", "100.00", "2026-02-02")));
        assertThat(lines()).isEqualTo(1);
    }

    /** Two have the day of booking both: the second line is another, or one of the files is wrong. */
    @Test
    void twoCsvsThatDifferInTheDayDiffer() {
        take(csv("2026-02-12", "贷", "100.00"));
        refused(csv("2026-02-11", "贷", "100.00"), "payment_answer_same_entry");
    }

    /** Two messages have the value day both. */
    @Test
    void twoMessagesThatDifferInTheDayStillDiffer() {
        take(notice("N1", "100.00", interest("B3", "CRDT", "100.00", "2026-02-11")));
        refused(notice("N2", "100.00", interest("B3", "CRDT", "100.00", "2026-02-12")), "payment_answer_same_entry");
    }
}

package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.tongzhou.kernel.Money;

/**
 * Approved at the backup, released and paid after it, then restored: our books know of no batch, and the bank's book, which is read
 * on, shows the payment.
 */
class RestoredPaymentsTest extends AnswerRoom {
    @Autowired
    private Reconciliation reconciliation;

    private void restored() {
        benefit = instructed(841_250, "6228480000003390");
        endToEnd = payments.of(fund, benefit.cause()).get(0).endToEnd();
    }

    private void debited() {
        take(notice("N1", "8412.50", entry("B1", "DBIT", "8412.50", "")));
    }

    private void settled(long id, Settlement settlement) {
        discrepancies.propose(maker, id, settlement, "柜台流水 B1", NOW);
        Settled.by(discrepancies, checker, id, NOW);
    }

    private void settled(Settlement settlement) {
        settled(discrepancies.open(maker, "").items().get(0).id(), settlement);
    }

    private void goesIntoNoBatch() {
        assertThat(batches.payable(maker, TODAY).banks()).isEmpty();
        assertThatThrownBy(() -> batches.draft(maker, NOW)).hasMessage("payment_nothing_to_pay");
    }

    @Test
    void whatTheBankHasPaidGoesIntoNoOtherBatchAndIsBookedByTwoPeople() {
        restored();
        debited();
        assertThat(discrepancies.open(maker, "").items())
                .extracting(Discrepancy::claimed)
                .containsExactly("PAID");
        goesIntoNoBatch();
        settled(Settlement.PAID);
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
        assertThat(balances()).containsEntry("1002", -841_250L).containsEntry("2202", 0L);
        assertThat(heard.of(fund)).singleElement().isInstanceOf(BenefitPaid.class);
        goesIntoNoBatch();
    }

    @ParameterizedTest
    @EnumSource(names = {"AS_BOOKED", "NOT_PAID"})
    void itIsNotSettledAsAnythingButPaid(Settlement other) {
        restored();
        debited();
        assertThatThrownBy(() -> settled(other)).hasMessage("payment_paid_before_restore");
        goesIntoNoBatch();
    }

    @Test
    void itsDebitIsInTheSumOfItsDayThoughWeKnowOfNoBatch() {
        restored();
        debited();
        assertThat(reconciliation.glance(maker, TODAY).day().difference()).isEqualTo(Money.ofFen(841_250));
        settled(Settlement.PAID);
        assertThat(reconciliation.glance(maker, TODAY).day().difference()).isEqualTo(Money.ZERO);
        assertThat(reconciliation.glance(maker, TODAY).day().bank()).isEqualTo(Money.ofFen(-841_250));
    }

    /** A csv has the debit, without the number that only a message names. */
    @ParameterizedTest
    @EnumSource(names = {"AS_BOOKED", "NOT_PAID"})
    void norWhereItsDebitStandsWithoutItsNumber(Settlement other) {
        restored();
        take(CsvBesideMessageTest.csv("2026-02-12", "借", "8412.50"));
        take(notice("N1", "8412.50", entry("B3", "DBIT", "8412.50", "")));
        assertThatThrownBy(() -> settled(other)).hasMessage("payment_paid_before_restore");
        goesIntoNoBatch();
        settled(Settlement.PAID);
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
    }

    @Test
    void whatWasPaidAndCameBackIsBookedAsBoth() {
        restored();
        debited();
        take(notice("N2", "8412.50", entry("B2", "CRDT", "8412.50", "AC04")));
        settled(Settlement.PAID);
        assertThat(state(benefit)).isEqualTo(InstructionState.RETURNED);
        assertThat(balances()).containsEntry("1002", 0L).containsEntry("2202", -841_250L);
        settled(Settlement.AS_BOOKED);
        assertThat(discrepancies.openCount(fund)).isZero();
    }

    @Test
    void anotherSumThanOrderedHoldsItToo() {
        restored();
        take(notice("N1", "12.50", entry("B1", "DBIT", "12.50", "")));
        goesIntoNoBatch();
        settled(Settlement.AS_BOOKED);
        assertThat(state(benefit)).isEqualTo(InstructionState.APPROVED);
    }

    /** Of which the bank reports the return alone. */
    @Test
    void whatOnlyCameBackIsHeldUntilTwoPeopleSettleIt() {
        restored();
        take(notice("N1", "8412.50", entry("B1", "CRDT", "8412.50", "AC04")));
        goesIntoNoBatch();
        settled(Settlement.PAID);
        assertThat(state(benefit)).isEqualTo(InstructionState.RETURNED);
    }

    @Test
    void aBatchThatWasMadeBeforeTheBookWasReadIsNotReleased() {
        restored();
        BatchId batch = batches.draft(maker, NOW);
        debited();
        String hash = batches.get(checker, batch).hash();
        assertThatThrownBy(() -> batches.release(checker, batch, hash, NOW)).hasMessage("payment_left_before");
        assertThatThrownBy(() -> settled(Settlement.PAID)).hasMessage("payment_in_batch");
        batches.discard(maker, batch, NOW);
        goesIntoNoBatch();
        settled(Settlement.PAID);
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
    }

    @Test
    void anAccountInQuestionIsSettledAfterwards() {
        restored();
        PayeeAccount other = new PayeeAccount(NAME, "6228480000003391", "建设银行", null);
        new org.springframework.transaction.support.TransactionTemplate(transactions)
                .executeWithoutResult(status -> payments.holdOthers(fund, benefit.payee(), other, NOW));
        debited();
        long name = discrepancies.open(maker, "").items().get(0).id();
        assertThatThrownBy(() -> settled(name, Settlement.NOT_PAID)).hasMessage("payment_paid_before_restore");
        settled(discrepancies.open(maker, "").items().get(1).id(), Settlement.PAID);
        settled(name, Settlement.AS_BOOKED);
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
    }

    @Test
    void theDatabaseHoldsItToo() {
        restored();
        BatchId batch = batches.draft(maker, NOW);
        debited();
        assertThatThrownBy(() -> releasedBeside(batch))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("in the bank's book as paid");
        batches.discard(maker, batch, NOW);
        assertThatThrownBy(() -> jdbc.sql("""
                                insert into payment.instruction_event (fund, instruction, from_state, state, at)
                                select fund, id, state, 'PAID', :at from payment.instruction where fund = :fund
                                """)
                        .param("at", Ids.utc(NOW))
                        .param("fund", fund.code())
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("paid_by_people");
    }
}

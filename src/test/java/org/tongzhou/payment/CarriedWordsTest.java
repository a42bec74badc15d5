package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;

/** A file of the bank's can be made up by who carries it here, so what it alone makes payable again is not theirs to release. */
class CarriedWordsTest extends AnswerRoom {
    @Autowired
    private CarriedWords carried;

    @Autowired
    private SentBack sentBack;

    private void carries(Actor who, String message) {
        answers.take(who, message.getBytes(StandardCharsets.UTF_8), NOW);
    }

    /** Paid as the bank's own line says, come back as {@code who} has carried here, and in a batch again. */
    private BatchId paidAgainOnTheWordOf(Actor who) {
        paidByTheLine();
        carries(who, notice("N9", "8412.50", entry("B9", "CRDT", "8412.50", "AC04")));
        return orderedAgain();
    }

    private void paidByTheLine() {
        releaseOne();
        dispatcher.round(fund, line(Duration.ofSeconds(2)), NOW);
        dispatcher.round(fund, line(Duration.ofSeconds(2)), NOW);
        assertThat(state(benefit)).isEqualTo(InstructionState.PAID);
    }

    private BatchId orderedAgain() {
        assertThat(state(benefit)).isEqualTo(InstructionState.RETURNED);
        dispatcher.round(fund, line(Duration.ofSeconds(2)), NOW);
        payments.reissue(Actor.system(fund), benefit.cause(), benefit.account(), NOW);
        return batches.draft(maker, NOW);
    }

    private void releases(Actor who, BatchId id) {
        batches.release(who, id, batches.get(who, id).hash(), NOW);
    }

    @Test
    void theCarrierOfAReturnDoesNotReleaseWhatIsPaidAgainForIt() {
        BatchId id = paidAgainOnTheWordOf(checker);
        assertThatThrownBy(() -> releases(checker, id)).hasMessage("payment_own_word_again");
        assertThat(state(benefit)).isEqualTo(InstructionState.SEALED);
        assertThat(carried.of(checker, id)).singleElement().satisfies(word -> {
            assertThat(word.carrier()).isEqualTo(checker.person());
            assertThat(word.kind()).isEqualTo("camt.054");
            assertThat(word.payments()).isOne();
            assertThat(word.references()).containsExactly(benefit.reference());
        });
    }

    @Test
    void anotherPersonWhoSeesItReleasesIt() {
        BatchId id = paidAgainOnTheWordOf(checker);
        releases(staff(Role.FINANCE_CHECKER), id);
        assertThat(state(benefit)).isEqualTo(InstructionState.RELEASED);
    }

    @Test
    void theCarrierReleasesOnceAnotherHasConfirmedTheFile() {
        BatchId id = paidAgainOnTheWordOf(checker);
        long file = carried.of(maker, id).get(0).answer();
        assertThat(new String(carried.message(maker, file, NOW), StandardCharsets.UTF_8))
                .contains("<MsgId>N9</MsgId>");
        assertThatThrownBy(() -> carried.confirm(checker, file, NOW)).hasMessage("payment_own_word");
        carried.confirm(maker, file, NOW);
        carried.confirm(staff(Role.FINANCE_CHECKER), file, NOW);
        assertThat(carried.of(maker, id)).isEmpty();
        releases(checker, id);
        assertThat(state(benefit)).isEqualTo(InstructionState.RELEASED);
    }

    @Test
    void aMakerWhoCarriedItMakesTheBatchForAnotherToLookAt() {
        BatchId id = paidAgainOnTheWordOf(maker);
        assertThat(carried.of(checker, id)).hasSize(1);
        releases(checker, id);
        assertThat(state(benefit)).isEqualTo(InstructionState.RELEASED);
    }

    @Test
    void aCarriedRejectionIsNoDifferent() {
        releaseOne();
        carries(checker, status("S1", "RJCT", "AC04"));
        dispatcher.round(fund, line(Duration.ofSeconds(2)), NOW);
        payments.reissue(Actor.system(fund), benefit.cause(), benefit.account(), NOW);
        BatchId id = batches.draft(maker, NOW);
        assertThatThrownBy(() -> releases(checker, id)).hasMessage("payment_own_word_again");
    }

    @Test
    void neitherIsAReturnInAStatementOfFees() {
        paidByTheLine();
        SentBack.Line back = new SentBack.Line("R1", TODAY, Money.parseYuan("8412.50"), NAME, null, "退汇 " + endToEnd);
        new TransactionTemplate(transactions)
                .executeWithoutResult(status -> sentBack.take(checker, List.of(back), NOW));
        BatchId id = orderedAgain();
        assertThatThrownBy(() -> releases(checker, id)).hasMessage("payment_own_word_again");
    }

    @Test
    void whatTheBanksLineSaysNeedsNobodysConfirmation() {
        releaseOne();
        answers.taken(fund, left(status("S1", "RJCT", "AC04")), NOW);
        dispatcher.round(fund, line(Duration.ofSeconds(2)), NOW);
        payments.reissue(Actor.system(fund), benefit.cause(), benefit.account(), NOW);
        BatchId id = batches.draft(maker, NOW);
        assertThat(carried.of(checker, id)).isEmpty();
        releases(checker, id);
    }

    @Test
    void whatTwoPeopleHaveSettledNeedsNobodyElse() {
        releaseOne();
        carries(checker, status("S1", "ACSC", ""));
        carries(checker, status("S2", "RJCT", "AC04"));
        Discrepancy open = discrepancies.open(maker, "").items().get(0);
        discrepancies.propose(maker, open.id(), Settlement.NOT_PAID, "柜台查无此笔", NOW);
        Settled.by(discrepancies, checker, open.id(), NOW);
        BatchId id = orderedAgain();
        assertThat(carried.of(checker, id)).isEmpty();
        releases(checker, id);
    }

    @Test
    void whatTheLineSaidLastCountsAndNotWhatWasCarriedBefore() {
        releaseOne();
        carries(checker, status("S1", "RJCT", "AC04"));
        answers.taken(fund, left(notice("N1", "8412.50", entry("B1", "DBIT", "8412.50", ""))), NOW);
        Discrepancy open = discrepancies.open(maker, "").items().get(0);
        discrepancies.propose(maker, open.id(), Settlement.PAID, "柜台流水 B1", NOW);
        Settled.by(discrepancies, checker, open.id(), NOW);
        answers.taken(fund, left(notice("N2", "8412.50", entry("B2", "CRDT", "8412.50", "AC04"))), NOW);
        BatchId id = orderedAgain();
        assertThat(carried.of(checker, id)).isEmpty();
    }

    private static BankLink.Left left(String message) {
        return new BankLink.Left(message.getBytes(StandardCharsets.UTF_8), true);
    }

    @Test
    void theDatabaseHoldsItToo() {
        BatchId id = paidAgainOnTheWordOf(checker);
        assertThatThrownBy(() -> releasedBeside(id))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("its releaser alone");
        long file = carried.of(maker, id).get(0).answer();
        assertThatThrownBy(() -> jdbc.sql("""
                                insert into payment.answer_confirmed (fund, answer, carried_by, person, name, at)
                                values (:fund, :file, :by, :by, '王*', :at)
                                """)
                        .param("fund", fund.code())
                        .param("file", file)
                        .param("by", checker.person().value())
                        .param("at", Ids.utc(NOW))
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("confirmed_by_another");
    }
}

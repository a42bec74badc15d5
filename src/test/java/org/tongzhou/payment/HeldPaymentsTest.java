package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.testing.TwoAtOnce;

/** What was ordered to an account that is another by now: it leaves by no way before two people have settled it. */
class HeldPaymentsTest extends PaymentTest {
    private static final PayeeAccount SECOND = new PayeeAccount(NAME, "6228480000003391", "建设银行", null);
    private static final PayeeAccount THIRD = new PayeeAccount(NAME, "6228480000003392", "建设银行", null);

    private void hold(NewInstruction benefit, PayeeAccount standing) {
        new TransactionTemplate(transactions)
                .executeWithoutResult(status -> payments.holdOthers(fund, benefit.payee(), standing, NOW));
    }

    private void settled(Settlement settlement) {
        Discrepancy open = discrepancies.open(maker, "").items().get(0);
        discrepancies.propose(maker, open.id(), settlement, "已电话核实", NOW);
        Settled.by(discrepancies, checker, open.id(), NOW);
    }

    private void release(BatchId batch) {
        batches.release(checker, batch, batches.get(checker, batch).hash(), NOW);
    }

    @Test
    void whatIsNotToBePaidIsNotSettledSoWhileASealedBatchHoldsIt() {
        NewInstruction benefit = instructed(841_250, "6228480000003390");
        BatchId batch = batches.draft(maker, NOW);
        hold(benefit, SECOND);
        assertThatThrownBy(() -> settled(Settlement.NOT_PAID)).hasMessage("payment_in_batch");
        assertThatThrownBy(() -> release(batch)).hasMessage("payment_payee_blocked");
        batches.discard(maker, batch, NOW);
        settled(Settlement.NOT_PAID);
        assertThat(state(benefit)).isEqualTo(InstructionState.REJECTED);
    }

    @Test
    void whatIsBeingHeldIsNotReleasedInTheSameInstant() throws Exception {
        NewInstruction benefit = instructed(841_250, "6228480000003390");
        BatchId batch = batches.draft(maker, NOW);
        TwoAtOnce atOnce = new TwoAtOnce(new TransactionTemplate(transactions), jdbc);
        assertThatThrownBy(() -> atOnce.run(
                        () -> payments.holdOthers(fund, benefit.payee(), SECOND, NOW),
                        Executors.callable(() -> release(batch))))
                .cause()
                .hasMessage("payment_payee_blocked");
        assertThat(state(benefit)).isEqualTo(InstructionState.SEALED);
    }

    @Test
    void anAccountThatChangesAgainHoldsThePaymentAgain() {
        NewInstruction benefit = instructed(841_250, "6228480000003390");
        hold(benefit, SECOND);
        hold(benefit, SECOND);
        assertThat(discrepancies.openCount(fund)).isEqualTo(1);
        settled(Settlement.AS_BOOKED);
        hold(benefit, THIRD);
        assertThat(discrepancies.open(maker, "").items())
                .extracting(Discrepancy::kind)
                .containsExactly(DiscrepancyKind.NAME);
        assertThatThrownBy(() -> batches.draft(maker, NOW)).hasMessage("payment_nothing_to_pay");
    }
}

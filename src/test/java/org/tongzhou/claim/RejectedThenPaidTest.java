package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Money;
import org.tongzhou.ledger.Template;
import org.tongzhou.payment.BenefitPaid;
import org.tongzhou.payment.BenefitRejected;
import org.tongzhou.payment.BenefitsPaid;
import org.tongzhou.payment.BenefitsRejected;
import org.tongzhou.payment.Instruction;
import org.tongzhou.payment.InstructionState;
import org.tongzhou.testing.TestData;

/** The bank rejects a payment, its book shows it paid, and two people settle that it was. */
class RejectedThenPaidTest extends RecoveryRoom {
    private Member member;
    private ClaimId id;
    private Instruction order;

    @BeforeEach
    void aBenefitThatTheBankRejected() {
        member = hospitalMember();
        order = approved(member);
        id = ClaimId.ofCause(order.cause()).orElseThrow();
        said(order, "BATCHED", "SEALED", "RELEASED", "SENT", "REJECTED");
        BenefitRejected rejected =
                new BenefitRejected(TestData.FUND, order.cause(), order.id(), member.person(), order.amount(), "AC04");
        transactions.executeWithoutResult(each -> events.publishEvent(BenefitsRejected.of(rejected)));
        assertThat(claim(id).status()).isEqualTo(MemberStatus.CARD_NEEDED);
    }

    private void settledAsPaid() {
        said(order, "PAID");
        book(Template.BENEFIT_PAID, order);
        BenefitPaid paid =
                new BenefitPaid(TestData.FUND, order.cause(), order.id(), member.person(), order.amount(), DAY);
        transactions.executeWithoutResult(each -> events.publishEvent(BenefitsPaid.of(paid)));
    }

    @Test
    void theMemberIsToldThatItIsPaidAndNeedsNoCard() throws Exception {
        settledAsPaid();
        assertThat(claim(id).status()).isEqualTo(MemberStatus.PAID);
        assertThat(told()).hasSize(1).first().satisfies(args -> assertThat(args).contains(order.accountTail()));
        assertThat(page("/my/claims/" + id.value() + "/paid", member.actor())).contains(order.accountTail());
        assertThat(store.extras(TestData.FUND, id).paidAt()).isNotNull();
        zero(member, Money.ZERO);
    }

    @Test
    void itIsNotPaidAgain() {
        settledAsPaid();
        refused(
                "claim_moved_on",
                () -> claims.payAgain(member.actor(), id, claim(id).version(), NOW));
        assertThat(payments.of(TestData.FUND, order.cause()))
                .extracting(Instruction::state)
                .containsExactly(InstructionState.PAID);
    }

    private List<String> told() {
        return jdbc.sql("select args::text from notice.message where fund = 42 and template = 'notice.benefit.paid'"
                        + " and link = ?")
                .param("/my/claims/" + id.value())
                .query(String.class)
                .list();
    }
}

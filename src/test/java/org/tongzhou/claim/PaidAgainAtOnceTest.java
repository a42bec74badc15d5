package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.payment.Instruction;
import org.tongzhou.payment.InstructionState;
import org.tongzhou.testing.TestData;

/** One benefit is ordered in two instances in the same instant: one order comes of it, whoever asks. */
class PaidAgainAtOnceTest extends RecoveryRoom {
    @Autowired
    private Paying paying;

    @Autowired
    private CaseStore cases;

    private List<InstructionState> orders(String cause) {
        return payments.of(TestData.FUND, cause).stream()
                .map(Instruction::state)
                .toList();
    }

    /** With what each was refused, empty where it was done. */
    private static String said(Runnable work) {
        try {
            work.run();
            return "";
        } catch (Refusal refusal) {
            return Optional.ofNullable(refusal.code()).orElse("?");
        }
    }

    @Test
    void theMemberAndFinancePayAgainAtOnceAndItIsOrderedOnce() throws Exception {
        for (int time = 0; time < 5; time++) {
            Member member = hospitalMember();
            Instruction benefit = paid(member);
            sentBack(benefit);
            ClaimId id = ClaimId.ofCause(benefit.cause()).orElseThrow();
            int version = claim(id).version();
            List<Actor> askers = List.of(member.actor(), data.actor(Role.FINANCE_MAKER, TestData.PROVINCE));
            ConcurrentLinkedQueue<String> said = new ConcurrentLinkedQueue<>();
            together(2, i -> said.add(said(() -> claims.payAgain(askers.get(i), id, version, NOW))));
            assertThat(said).containsExactlyInAnyOrder("", "claim_moved_on");
            assertThat(orders(benefit.cause())).containsExactly(InstructionState.RETURNED, InstructionState.APPROVED);
            zero(member, Money.ZERO);
        }
    }

    @Test
    void twoReviewersApproveAtOnceAndItIsOrderedOnce() throws Exception {
        for (int time = 0; time < 5; time++) {
            Member member = hospitalMember();
            ClaimId id = smallClaim(member);
            int version = claim(id).version();
            List<Actor> reviewers = List.of(county(member), county(member));
            ConcurrentLinkedQueue<String> said = new ConcurrentLinkedQueue<>();
            together(2, i -> said.add(said(() -> reviews.approve(reviewers.get(i), id, version, NOW))));
            assertThat(said).containsExactlyInAnyOrder("", "claim_moved_on");
            assertThat(orders(id.cause())).containsExactly(InstructionState.APPROVED);
        }
    }

    @Test
    void anApprovalAndTheOrderOfAnotherInstanceAreOneOrder() throws Exception {
        Member member = hospitalMember();
        ClaimId id = smallClaim(member);
        approve(county(member), id);
        Claim approved = claim(id);
        EventCase of = cases.find(TestData.FUND, approved.eventCase()).orElseThrow();
        together(
                4,
                i -> transactions.executeWithoutResult(
                        each -> paying.instruct(Actor.system(TestData.FUND), Map.of(approved, of), NOW)));
        assertThat(orders(id.cause())).containsExactly(InstructionState.APPROVED);
        zero(member, Money.ZERO);
    }
}

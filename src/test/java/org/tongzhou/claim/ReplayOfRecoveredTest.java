package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.adjudication.LimitKey;
import org.tongzhou.catalogue.PastClaim;
import org.tongzhou.catalogue.PastClaims;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Money;
import org.tongzhou.payment.Instruction;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.recovery.Recoveries.Demand;
import org.tongzhou.recovery.Recoveries.Receipt;
import org.tongzhou.recovery.RecoveryId;
import org.tongzhou.recovery.RecoveryTerms.Reason;
import org.tongzhou.testing.TestData;

/** A replay counts of a benefit that came back what a decision counts of it: nothing. */
class ReplayOfRecoveredTest extends DemandRoom {
    private static final LimitKey SHARED = new LimitKey("group/test", "term:2026-01-01");

    @Autowired
    private PastClaims past;

    @Autowired
    private UsedStore used;

    @Test
    void ofABenefitThatCameBackNothingIsUsed() {
        Member both = members.member(TestData.DAYE, Map.of("hospital", 1, "accident", 1));
        Instruction benefit = paid(both);
        ClaimId paid = ClaimId.ofCause(benefit.cause()).orElseThrow();
        used.replace(TestData.FUND, paid, Map.of(SHARED, benefit.amount().fen()));
        ClaimId later = graded(both);
        assertThat(past("accident", later).elsewhere().of(SHARED))
                .isEqualTo(benefit.amount().fen());
        assertThat(past("hospital", paid).cameBack()).isFalse();
        comesBack(benefit);
        assertThat(used.of(TestData.FUND, both.person()).of(SHARED))
                .as("a decision")
                .isZero();
        assertThat(past("accident", later).elsewhere().of(SHARED))
                .as("a replay")
                .isZero();
        assertThat(past("hospital", paid).cameBack()).isTrue();
        assertThat(past("hospital", paid).granted()).isEqualTo(benefit.amount());
    }

    private PastClaim past(String plan, ClaimId id) {
        return past.after(TestData.FUND, new PlanCode(plan), PastClaims.Place.START, 100_000).stream()
                .filter(it -> it.claim() == id.value())
                .findFirst()
                .orElseThrow();
    }

    private ClaimId graded(Member hurt) {
        CaseId event = accidentDraft(hurt, "1000.00", PaperKind.UNIT_STATEMENT, PaperKind.DISABILITY_CERTIFICATE);
        ClaimId id = members.submit(hurt.actor(), event, NOW, "accident").claims().stream()
                .filter(it -> claim(it).benefit().plan().equals("accident"))
                .findFirst()
                .orElseThrow();
        LocalDate judged = FundClock.dayOf(NOW);
        reviews.confirmGrade(county(hurt), id, claim(id).version(), new Grade(9, judged, judged.minusDays(1)), NOW);
        approve(county(hurt), id);
        approve(city(hurt), id);
        return id;
    }

    private void comesBack(Instruction benefit) {
        Money whole = benefit.amount();
        RecoveryId id = recoveries.propose(maker, benefit.id(), new Demand(whole, Reason.OVERPAID, "重复计算了一天"), NOW);
        recoveries.confirm(checker, id, NOW);
        recoveries.receive(maker, id, new Receipt(whole, "WHOLE" + id.value(), DAY), NOW);
    }
}

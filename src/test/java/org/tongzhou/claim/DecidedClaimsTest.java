package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.adjudication.LimitKey;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.claim.Reviews.Looked;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.testing.TestData;

/** A claim that is decided stays as it was decided, whatever else is found: that is a claim for the difference, or a demand. */
class DecidedClaimsTest extends ClaimRoom {
    @Autowired
    private CaseStore cases;

    private Member member;

    @BeforeEach
    void someoneWhoHoldsBoth() {
        member = members.member(TestData.DAYE, Map.of("hospital", 1, "critical", 1));
    }

    private ClaimId mildAndPaid() {
        ClaimId id = critical(member);
        reviews.confirmClass(county(member), id, claim(id).version(), "ami_mild", NOW);
        approve(county(member), id);
        approve(city(member), id);
        pay(member, id, "2026-02-11");
        return id;
    }

    @Test
    void aGraverClassIsNotConfirmedOnWhatWasPaid() {
        ClaimId id = mildAndPaid();
        Map<LimitKey, Long> before = used.of(TestData.FUND, member.person()).amounts();
        Actor city = city(member);
        refused("claim_moved_on", () -> reviews.confirmClass(city, id, claim(id).version(), "ami_severe", NOW));
        assertThat(claim(id).amount()).isEqualTo(Money.ofYuan(3_000));
        assertThat(store.extras(TestData.FUND, id).finding()).isEqualTo("ami_mild");
        assertThat(used.of(TestData.FUND, member.person()).amounts()).isEqualTo(before);
    }

    @Test
    void norAGraverGradeOnWhatIsGranted() {
        member = members.member(TestData.DAYE, Map.of("accident", 1));
        ClaimId id = accident(member, PaperKind.UNIT_STATEMENT, PaperKind.DISABILITY_CERTIFICATE);
        grade(county(member), id, 9);
        approve(county(member), id);
        approve(city(member), id);
        Actor city = city(member);
        refused("claim_moved_on", () -> grade(city, id, 1));
        assertThat(claim(id).amount()).isEqualTo(Money.ofYuan(10_000));
    }

    private void grade(Actor actor, ClaimId id, int grade) {
        Grade found = new Grade(grade, LocalDate.of(2026, 2, 5), LocalDate.of(2026, 2, 3));
        reviews.confirmGrade(actor, id, claim(id).version(), found, NOW);
    }

    @Test
    void norAreTheFactsThatItWasDecidedOnPutRight() {
        ClaimId id = mildAndPaid();
        CaseId of = claim(id).eventCase();
        FactSheet before = cases.find(TestData.FUND, of).orElseThrow().facts();
        Actor city = city(member);
        List<Looked> looked = List.of(new Looked(FactField.DIAGNOSIS, "胆囊结石 K80.2"));
        refused("claim_moved_on", () -> reviews.confirmFacts(city, id, claim(id).version(), looked, NOW));
        assertThat(cases.find(TestData.FUND, of).orElseThrow().facts()).isEqualTo(before);
    }
}

package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.claim.Reviews.Ground;
import org.tongzhou.enrolment.Cover;
import org.tongzhou.enrolment.Covers;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.NewPerson;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.testing.TestData;

/** A reviewer puts the day of an event right, and it lies in another term: the claim follows, wherever it was filed. */
class CorrectedDayTest extends ClaimRoom {
    private static final LocalDate LAST_YEAR = LocalDate.of(2025, 1, 1);

    @Autowired
    private Covers covers;

    @Autowired
    private JdbcClient jdbc;

    private final NewPerson person = TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4));

    private Member ofTwoTerms(Map<String, Integer> thisYear) {
        Member member =
                members.member(person, TestData.DAYE, Map.of("hospital", 1), LAST_YEAR, LAST_YEAR.minusYears(1));
        Unit other = data.unit(TestData.DAYE);
        members.cover(person, other, thisYear, Members.JANUARY, LAST_YEAR.minusYears(1));
        return new Member(member.person(), other, member.actor(), member.name());
    }

    private List<ClaimId> filed(Member member, String... also) {
        LocalDate admitted = LocalDate.of(2026, 1, 3);
        Map<FactField, String> facts = Members.receipt(member, "1000.00", admitted, admitted.plusDays(5));
        facts.put(FactField.DIAGNOSIS, "急性前壁心肌梗死 I21.0");
        CaseId draft = members.draft(member.actor(), member.person(), EventKind.HOSPITAL, facts, NOW);
        members.attach(member.actor(), draft, PaperKind.TEST_REPORT, NOW);
        return members.submit(member.actor(), draft, NOW, also).claims();
    }

    private LocalDate beginOf(ClaimId id) {
        Cover cover = covers.of(TestData.FUND, claim(id).owner().person()).stream()
                .filter(one -> one.number() == store.extras(TestData.FUND, id).cover())
                .findFirst()
                .orElseThrow();
        return cover.period().term().from();
    }

    @Test
    void theTermAndTheEditionOfTheEventsDayDecideAndTheDesksStay() {
        Member member = ofTwoTerms(Map.of("hospital", 1));
        ClaimId id = filed(member).get(0);
        jdbc.sql("update claim.claim set plan_version = '2026' where fund = 42 and id = ?")
                .param(id.value())
                .update();
        Claim before = claim(id);
        assertThat(beginOf(id)).isEqualTo(Members.JANUARY);
        confirm(county(member), id, FactField.ADMITTED, "2025-12-30");
        assertThat(beginOf(id)).isEqualTo(LAST_YEAR);
        assertThat(claim(id).benefit().planVersion()).isEqualTo("2025");
        assertThat(claim(id).owner()).isEqualTo(before.owner());
        assertThat(claim(id).amount()).isEqualTo(Money.ofYuan(700));
        propose(county(member), id, new Ground("hospital-2025 §3", "按入院当年的条款，这次入院不能给付。"));
        assertThat(claim(id).state()).isEqualTo(ClaimState.REFUSAL_PROPOSED);
    }

    /** Critical illness is covered since January only; the stay turns out to have begun before, and the diagnosis with it. */
    @Test
    void aBenefitThatIsNotCoveredOnThatDayHindersNoOtherAndIsRefusedByItsClause() {
        Member member = ofTwoTerms(Map.of("hospital", 1, "critical", 2));
        List<ClaimId> ids = filed(member, "critical");
        ClaimId critical = of(ids, "critical");
        confirm(county(member), critical, FactField.ADMITTED, "2025-12-30");
        confirm(county(member), critical, FactField.DIAGNOSED, "2025-12-30");
        assertThat(claim(of(ids, "hospital")).amount()).isEqualTo(Money.ofYuan(700));
        assertThat(claim(critical).amount()).isEqualTo(Money.ZERO);
        Outcome outcome = StoredDecision.read(store.decision(TestData.FUND, critical));
        assertThat(outcome.objections())
                .extracting(Outcome.Objection::code, Outcome.Objection::clause)
                .contains(org.assertj.core.groups.Tuple.tuple("outside_cover", "critical-2025 §2"));
    }

    private ClaimId of(List<ClaimId> ids, String plan) {
        return ids.stream()
                .filter(id -> claim(id).benefit().plan().equals(plan))
                .findFirst()
                .orElseThrow();
    }
}

package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.claim.Members.at;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Sex;
import org.tongzhou.person.NewPerson;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.testing.TestData;

/** Something happens in the last days of a term, and the stay that it leads to begins in the next: the stay goes by its admission. */
class StayAcrossRenewalTest extends ClaimRoom {
    private static final LocalDate LAST_TERM = LocalDate.of(2025, 4, 1);
    private static final LocalDate RENEWED = LAST_TERM.plusYears(1);
    private static final Instant APRIL = at("2026-04-20");

    private final NewPerson person = TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4));

    private Member covered(Map<String, Integer> plans) {
        return members.member(person, TestData.DAYE, plans, LAST_TERM);
    }

    private void renew(Member member, Map<String, Integer> plans) {
        members.cover(person, member.unit(), plans, RENEWED, LAST_TERM.minusYears(1));
    }

    private List<Claim> filed(Member member, EventKind kind, String day) {
        Map<FactField, String> facts =
                Members.receipt(member, "10000.00", LocalDate.of(2026, 4, 2), LocalDate.of(2026, 4, 9));
        facts.put(FactField.EVENT_DAY, day);
        CaseId draft = members.draft(member.actor(), member.person(), kind, facts, APRIL);
        members.attach(member.actor(), draft, PaperKind.UNIT_STATEMENT, APRIL);
        return members.submit(member.actor(), draft, APRIL).claims().stream()
                .map(this::claim)
                .toList();
    }

    private static Claim hospital(List<Claim> filed) {
        return filed.stream()
                .filter(claim -> claim.benefit().plan().equals("hospital"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void afterAnAccidentOfTheTermBefore() {
        Member member = covered(Map.of("hospital", 1, "accident", 1));
        renew(member, Map.of("hospital", 1));
        assertThat(hospital(filed(member, EventKind.ACCIDENT, "2026-03-30")).amount())
                .isEqualTo(Money.ofYuan(7_000));
    }

    @Test
    void afterAnAccidentWithNothingElseHeldAndTheReviewersComputeTheSame() {
        Member member = covered(Map.of("hospital", 1));
        renew(member, Map.of("hospital", 1));
        Claim hospital = hospital(filed(member, EventKind.ACCIDENT, "2026-03-30"));
        assertThat(hospital.amount()).isEqualTo(Money.ofYuan(7_000));
        Reviews.Looked looked = new Reviews.Looked(FactField.CASH, "10000.00");
        reviews.confirmFact(county(member), hospital.id(), hospital.version(), looked, APRIL);
        assertThat(claim(hospital.id()).amount()).isEqualTo(Money.ofYuan(7_000));
        reviews.approve(county(member), hospital.id(), claim(hospital.id()).version(), APRIL);
    }

    @Test
    void afterADiagnosisOfTheTermBefore() {
        Member member = covered(Map.of("hospital", 1, "critical", 1));
        renew(member, Map.of("hospital", 1, "critical", 1));
        assertThat(hospital(filed(member, EventKind.ILLNESS, "2026-03-20")).amount())
                .isEqualTo(Money.ofYuan(7_000));
    }

    /** Not renewed: the accident itself was covered, the stay no longer is. */
    @Test
    void anAdmissionAfterTheLastTermIsNotCovered() {
        Member member = covered(Map.of("hospital", 1, "accident", 1));
        assertThat(filed(member, EventKind.ACCIDENT, "2026-03-30")).isEmpty();
    }

    /** First covered on the day of admission: a person says that the waiting period stands against it. */
    @Test
    void whatTheRulesPayNothingOfIsLeftToAPerson() {
        Member member = covered(Map.of("accident", 1));
        members.cover(person, member.unit(), Map.of("hospital", 1), RENEWED, RENEWED);
        assertThat(hospital(filed(member, EventKind.ACCIDENT, "2026-03-30")).amount())
                .isEqualTo(Money.ZERO);
    }
}

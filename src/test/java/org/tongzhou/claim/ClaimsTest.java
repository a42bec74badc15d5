package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.adjudication.LimitKey;
import org.tongzhou.claim.Claims.Submitted;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.NewPerson;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.testing.TestData;

class ClaimsTest extends ClaimRoom {
    @Autowired
    private UsedStore used;

    @Test
    void aStayAcrossARenewalBelongsToItsAdmission() {
        NewPerson person = TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4));
        LocalDate first = LocalDate.of(2025, 1, 25);
        Member member = members.member(person, TestData.DAYE, Map.of("hospital", 1), first);
        members.cover(person, member.unit(), Map.of("hospital", 1), first.plusYears(1), first);
        Map<FactField, String> facts =
                Members.receipt(member, "1000.00", LocalDate.of(2026, 1, 20), LocalDate.of(2026, 2, 1));
        CaseId id = members.draft(member.actor(), member.person(), EventKind.HOSPITAL, facts, NOW);
        List<ClaimId> filed = members.submit(member.actor(), id, NOW).claims();
        assertThat(filed).hasSize(1);
        assertThat(claim(filed.get(0)).amount()).isEqualTo(Money.parseYuan("700.00"));
    }

    @Test
    void anEventBeforeTheCoverIsRefusedAtTheDoor() {
        Member member = hospitalMember();
        Map<FactField, String> facts =
                Members.receipt(member, "1000.00", LocalDate.of(2025, 11, 20), LocalDate.of(2025, 12, 1));
        CaseId id = members.draft(member.actor(), member.person(), EventKind.HOSPITAL, facts, NOW);
        refused("claim_no_cover_on_day", () -> members.submit(member.actor(), id, NOW));
    }

    @Test
    void aStayInsideTheWaitingPeriodGoesToAPersonWithNothingToPay() {
        NewPerson person = TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4));
        LocalDate first = LocalDate.of(2026, 1, 1);
        Member member = members.member(person, TestData.DAYE, Map.of("hospital", 1), first, first);
        ClaimId id = members.hospitalClaim(member, "1000.00", NOW).claims().get(0);
        assertThat(claim(id).status()).isEqualTo(MemberStatus.UNDER_REVIEW);
        assertThat(claim(id).amount()).isEqualTo(Money.ZERO);
        Actor county = county(member);
        refused(
                "claim_nothing_payable",
                () -> reviews.approve(county, id, claim(id).version(), NOW));
    }

    /** Beside a benefit that may be due the stay is still a person's to refuse; a plan for accidents was not asked. */
    @Test
    void aStayThatTheRulesDoNotPayGoesToAPersonBesideABenefitThatIsProposed() {
        NewPerson person = TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4));
        LocalDate first = LocalDate.of(2026, 1, 5);
        Member member = members.member(person, TestData.DAYE, Map.of("hospital", 1, "gig-accident", 1), first, first);
        members.cover(person, member.unit(), Map.of("critical", 1), first, first.minusYears(1));
        Map<FactField, String> facts =
                Members.receipt(member, "1000.00", LocalDate.of(2026, 1, 20), LocalDate.of(2026, 1, 30));
        facts.put(FactField.DIAGNOSIS, "急性前壁心肌梗死 I21.0");
        CaseId id = members.draft(member.actor(), member.person(), EventKind.HOSPITAL, facts, NOW);
        Checked checked = drafts.check(member.actor(), drafts.find(member.actor(), id), FundClock.dayOf(NOW));
        assertThat(checked.estimates()).filteredOn(Estimate::isFiled).hasSize(1);
        Submitted done = members.submit(member.actor(), id, NOW);
        assertThat(done.proposals()).hasSize(1);
        assertThat(done.claims()).singleElement().satisfies(claim -> {
            assertThat(claim(claim).benefit().plan()).isEqualTo("hospital");
            assertThat(claim(claim).amount()).isEqualTo(Money.ZERO);
            assertThat(claim(claim).status()).isEqualTo(MemberStatus.UNDER_REVIEW);
        });
    }

    /** A rule that pays nothing may still count what was borne; a refusal for another reason counts nothing. */
    @ParameterizedTest
    @CsvSource({"hospital-2025 §3, 80000", "hospital-2025 §5, 0"})
    void whatARefusedClaimMetOfADeductibleStandsIfTheRulesRefusedIt(String clause, long counted) {
        LocalDate first = LocalDate.of(2026, 1, 1);
        NewPerson person = TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4));
        Member member = members.member(person, TestData.DAYE, Map.of("hospital", 1), first, first);
        ClaimId id = members.hospitalClaim(member, "1000.00", NOW).claims().get(0);
        LimitKey deductible = new LimitKey("hospital/inpatient/1", "term:2026-01-01");
        used.replace(TestData.FUND, id, Map.of(deductible, 80_000L));
        Actor county = county(member);
        Reviews.Ground ground = new Reviews.Ground(clause, "按计划条款，这次住院不能给付。");
        reviews.proposeRefusal(county, id, claim(id).version(), ground, NOW);
        Actor city = city(member);
        reviews.confirmRefusal(city, id, claim(id).version(), NOW);
        assertThat(used.of(TestData.FUND, member.person()).of(deductible)).isEqualTo(counted);
    }

    @Test
    void withoutACardTheMemberIsAskedForOne() {
        Unit unit = data.unit(TestData.DAYE);
        NewPerson known = TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4));
        NewPerson person = new NewPerson(known.name(), known.id(), known.phone(), null);
        members.cover(person, unit, Map.of("hospital", 1), Members.JANUARY, Members.JANUARY.minusYears(1));
        var id = people.find(TestData.FUND, person.id()).orElseThrow();
        Member member = new Member(id, unit, data.actor(Role.MEMBER, unit.path(), id), person.name());
        CaseId draft = draft(member, "1000.00");
        refused("payee_account_missing", () -> members.submit(member.actor(), draft, NOW));
    }

    @Test
    void theOfficerFilesForAMemberOfTheOwnUnitAndForNobodyElse() {
        Member member = hospitalMember();
        Actor officer = data.officer(member.unit());
        CaseId id =
                members.draft(officer, member.person(), EventKind.HOSPITAL, Members.receipt(member, "1000.00"), NOW);
        assertThat(members.submit(officer, id, NOW).claims()).hasSize(1);
        Actor stranger = data.officer(data.unit(TestData.DAYE));
        refused("not_found", () -> drafts.open(stranger, member.person(), EventKind.HOSPITAL, NOW));
    }

    @Test
    void oneSumATermIsNotPaidTwiceForTwoStays() {
        Member member = members.woman(TestData.DAYE, Map.of("hospital", 1, "women", 1));
        ClaimId first = women(member);
        ClaimId second = women(member);
        Actor county = county(member);
        reviews.confirmClass(county, first, claim(first).version(), "breast", NOW);
        reviews.confirmClass(county, second, claim(second).version(), "breast", NOW);
        assertThat(claim(first).amount()).isEqualTo(Money.ofYuan(15_000));
        assertThat(claim(second).amount()).isEqualTo(Money.ZERO);
        refused(
                "claim_nothing_payable",
                () -> reviews.approve(county, second, claim(second).version(), NOW));
    }

    private ClaimId women(Member member) {
        Map<FactField, String> facts = Members.receipt(member, "1000.00");
        facts.put(FactField.DIAGNOSIS, "乳腺恶性肿瘤 C50.9");
        CaseId draft = members.draft(member.actor(), member.person(), EventKind.HOSPITAL, facts, NOW);
        members.attach(member.actor(), draft, PaperKind.PATHOLOGY_REPORT, NOW);
        return members.submit(member.actor(), draft, NOW, "women").claims().stream()
                .filter(id -> claim(id).benefit().plan().equals("women"))
                .findFirst()
                .orElseThrow();
    }
}

package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.claim.Claims.Submission;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.enrolment.Histories;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.NewPerson;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.testing.TestData;

class DraftsOfClaimsTest extends ClaimRoom {
    @Autowired
    Histories histories;

    @Autowired
    JdbcClient jdbc;

    @Test
    void aForeignDraftIsNotThere() {
        Member member = hospitalMember();
        CaseId id = draft(member, "1000.00");
        Member other = hospitalMember();
        refused("not_found", () -> drafts.find(other.actor(), id));
        refused("not_found", () -> claims.submit(other.actor(), id, new Submission(1, Set.of(), true), NOW));
        Drafts.NewPaper paper = new Drafts.NewPaper(1, PaperKind.RECEIPT, Map.of());
        refused("not_found", () -> drafts.attach(other.actor(), id, paper, NOW));
        refused("not_found", () -> claims.supplement(other.actor(), id, paper, NOW));
        ClaimId claim = members.submit(member.actor(), id, NOW).claims().get(0);
        refused("not_found", () -> claims.withdraw(other.actor(), claim, 1, NOW));
        refused("not_found", () -> drafts.open(other.actor(), member.person(), EventKind.HOSPITAL, NOW));
    }

    /** Until it is submitted it lies with the unit through which they joined last, even while that awaits the fee. */
    @Test
    void aDraftLiesWithTheUnitJoinedLast() {
        Member member = hospitalMember();
        Unit next = data.unit(TestData.DAYE);
        NewPerson again = new NewPerson(member.name(), people.identity(TestData.FUND, member.person()), null, null);
        histories.takeOver(
                data.actor(Role.ADMIN, TestData.PROVINCE),
                new Histories.History(
                        next.id(),
                        LocalDate.of(2026, 2, 1),
                        List.of(new Histories.Member(again, new PlanCode("accident"), 1, null))),
                NOW);
        CaseId id = drafts.open(member.actor(), member.person(), EventKind.HOSPITAL, NOW);
        assertThat(drafts.find(member.actor(), id).owner().unit()).isEqualTo(next.id());
    }

    @Test
    void anOldTabIsRefused() {
        Member member = hospitalMember();
        CaseId id = draft(member, "1000.00");
        int seen = drafts.find(member.actor(), id).version();
        drafts.correct(member.actor(), id, seen, Map.of(FactField.HOSPITAL, "黄石市中心医院"), NOW);
        refused(
                "claim_draft_stale",
                () -> drafts.correct(member.actor(), id, seen, Map.of(FactField.HOSPITAL, "别的医院"), NOW));
        refused(
                "claim_draft_stale",
                () -> claims.submit(member.actor(), id, new Submission(seen, Set.of(), true), NOW));
    }

    @Test
    void theDraftIsThereAgainAfterALostSession() {
        Member member = hospitalMember();
        CaseId id = draft(member, "1000.00");
        assertThat(drafts.current(member.actor(), member.person(), TestData.TODAY)
                        .orElseThrow()
                        .id())
                .isEqualTo(id);
        assertThat(drafts.open(member.actor(), member.person(), EventKind.HOSPITAL, NOW))
                .isEqualTo(id);
        assertThat(drafts.find(member.actor(), id).facts().money(FactField.IN_SCOPE))
                .contains(Money.parseYuan("1000.00"));
    }

    @Test
    void dischargeBeforeAdmissionIsRefused() {
        Map<FactField, String> facts = Map.of(FactField.DISCHARGED, "2026-01-18");
        assertThat(faultsAfter(facts)).containsExactly(FactFault.Code.DISCHARGE_BEFORE_ADMISSION);
    }

    @Test
    void ownPayAboveTheTotalIsRefused() {
        assertThat(faultsAfter(Map.of(FactField.CASH, "1000.01"))).containsExactly(FactFault.Code.OWN_PAY_OVER_TOTAL);
    }

    @Test
    void amountsThatDoNotAddUpAreRefused() {
        assertThat(faultsAfter(Map.of(FactField.POOL, "0.01"))).containsExactly(FactFault.Code.TOTAL_DOES_NOT_ADD_UP);
        assertThat(faultsAfter(Map.of(FactField.OUT_OF_SCOPE, "0.01")))
                .containsExactly(FactFault.Code.BORNE_DOES_NOT_ADD_UP);
    }

    @Test
    void aStayInTheFutureAndAReceiptOfSomebodyElseAreRefused() {
        assertThat(faultsAfter(Map.of(FactField.DISCHARGED, "2026-02-11"))).containsExactly(FactFault.Code.IN_FUTURE);
        assertThat(faultsAfter(Map.of(FactField.PAYER, "别人"))).containsExactly(FactFault.Code.OTHER_PERSON);
    }

    /** A name is the same name whoever wrote it: rosters, hospitals and banks are compared by one rule. */
    @Test
    void theMemberIsTheSameWhateverDotsAndBlanksTheReceiptHasInTheName() {
        NewPerson fresh = TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4));
        NewPerson person = new NewPerson("古丽·买买提", fresh.id(), fresh.phone(), fresh.card());
        Member member = members.member(person, TestData.DAYE, Map.of("hospital", 1), Members.JANUARY);
        for (String payer : List.of("古丽•买买提", "古丽　买买提", "古麗·买买提")) {
            Map<FactField, String> facts = Members.receipt(member, "1000.00");
            facts.put(FactField.PAYER, payer);
            CaseId id = members.draft(member.actor(), member.person(), EventKind.HOSPITAL, facts, NOW);
            EventCase draft = drafts.find(member.actor(), id);
            assertThat(drafts.check(member.actor(), draft, TestData.TODAY).faults())
                    .as(payer)
                    .isEmpty();
            drafts.discard(member.actor(), id, draft.version(), NOW);
        }
    }

    /** A later edition may let new members wait longer; who was told a day by the certificate waits until then. */
    @Test
    void theWaitEndsOnTheDayOfTheCertificateWhateverALaterEditionSays() {
        LocalDate joined = LocalDate.of(2026, 1, 10);
        NewPerson person = TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4));
        Member member = members.member(person, TestData.DAYE, Map.of("hospital", 1), joined, joined);
        Map<FactField, String> facts =
                Members.receipt(member, "1000.00", LocalDate.of(2026, 1, 25), LocalDate.of(2026, 1, 28));
        CaseId id = members.draft(member.actor(), member.person(), EventKind.HOSPITAL, facts, NOW);
        assertThat(estimate(member, id)).isEqualTo(Outcome.Kind.NOT_PAYABLE);
        jdbc.sql("update enrolment.cover set waiting_until = '2026-01-25' where fund = 42 and person = ?")
                .param(member.person().value())
                .update();
        assertThat(estimate(member, id)).isEqualTo(Outcome.Kind.PAYABLE);
        jdbc.sql("update enrolment.cover set waiting_until = '2026-01-26' where fund = 42 and person = ?")
                .param(member.person().value())
                .update();
        assertThat(estimate(member, id)).isEqualTo(Outcome.Kind.NOT_PAYABLE);
    }

    private Outcome.Kind estimate(Member member, CaseId id) {
        EventCase draft = drafts.find(member.actor(), id);
        return drafts.check(member.actor(), draft, TestData.TODAY)
                .estimates()
                .get(0)
                .outcome()
                .kind();
    }

    @Test
    void skippingAStepIsRefused() {
        Member member = hospitalMember();
        CaseId id = drafts.open(member.actor(), member.person(), EventKind.HOSPITAL, NOW);
        refused("claim_receipt_missing", () -> members.submit(member.actor(), id, NOW));
        members.attach(member.actor(), id, PaperKind.RECEIPT, NOW);
        refused("claim_facts_incomplete", () -> members.submit(member.actor(), id, NOW));
    }

    @Test
    void withoutTheMembersWordNothingIsSubmitted() {
        Member member = hospitalMember();
        CaseId id = draft(member, "1000.00");
        int version = drafts.find(member.actor(), id).version();
        refused(
                "claim_consent",
                () -> claims.submit(member.actor(), id, new Submission(version, Set.of(), false), NOW));
    }

    @Test
    void anAmountInScientificNotationIsRefusedAtOnce() {
        Member member = hospitalMember();
        CaseId id = draft(member, "1000.00");
        int version = drafts.find(member.actor(), id).version();
        refused(
                "claim_fact_money",
                () -> drafts.correct(member.actor(), id, version, Map.of(FactField.TOTAL, "1E50000000"), NOW));
        refused(
                "claim_fact_money",
                () -> drafts.correct(member.actor(), id, version, Map.of(FactField.TOTAL, "-1.00"), NOW));
        refused(
                "claim_fact_day",
                () -> drafts.correct(member.actor(), id, version, Map.of(FactField.ADMITTED, "2026-02-30"), NOW));
    }

    private List<FactFault.Code> faultsAfter(Map<FactField, String> typed) {
        Member member = hospitalMember();
        CaseId id = draft(member, "1000.00");
        drafts.correct(member.actor(), id, drafts.find(member.actor(), id).version(), typed, NOW);
        refused("claim_facts_incomplete", () -> members.submit(member.actor(), id, NOW));
        return drafts
                .check(member.actor(), drafts.find(member.actor(), id), LocalDate.of(2026, 2, 10))
                .faults()
                .stream()
                .map(FactFault::code)
                .toList();
    }
}

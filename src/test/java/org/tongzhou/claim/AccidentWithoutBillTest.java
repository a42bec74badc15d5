package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.claim.Claims.Submission;
import org.tongzhou.claim.Claims.Submitted;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.testing.TestData;

/** Of an accident's costs a bill is asked only where a plan of the member pays them; the accident plan pays by grade. */
class AccidentWithoutBillTest extends RecoveryRoom {
    private static final LocalDate ENDED = LocalDate.of(2026, 2, 3);
    private static final Asked BILL = new Asked(List.of(PaperKind.RECEIPT, PaperKind.SETTLEMENT_SHEET), true);

    @Autowired
    private Proposals proposals;

    private Member covered(String... plans) {
        return members.member(
                TestData.DAYE,
                java.util.Arrays.stream(plans).collect(java.util.stream.Collectors.toMap(plan -> plan, plan -> 1)));
    }

    /** An accident of January of which nothing but the day is told. */
    private CaseId hurt(Member member) {
        CaseId id = drafts.open(member.actor(), member.person(), EventKind.ACCIDENT, NOW);
        Map<FactField, String> told = Map.of(FactField.EVENT_DAY, "2026-01-19");
        drafts.correct(member.actor(), id, drafts.find(member.actor(), id).version(), told, NOW);
        return id;
    }

    private List<Asked> asked(Member member, CaseId id) {
        return drafts.asks(member.actor(), drafts.find(member.actor(), id), FundClock.dayOf(NOW));
    }

    @Test
    void whoHasTheAccidentPlanAloneClaimsByCertificate() throws Exception {
        Member member = covered("accident");
        CaseId id = hurt(member);
        assertThat(asked(member, id))
                .contains(new Asked(List.of(PaperKind.DISABILITY_CERTIFICATE), false))
                .doesNotContain(BILL);
        List.of(PaperKind.UNIT_STATEMENT, PaperKind.DISABILITY_CERTIFICATE)
                .forEach(paper -> members.attach(member.actor(), id, paper, NOW));
        String draft = "/my/claims/draft/" + id.value();
        assertThat(page(draft + "/check", member.actor()))
                .contains("2026-01-19")
                .doesNotContain("入院", "票据");
        Submitted done = members.submit(member.actor(), id, NOW, "accident");
        ClaimId claim = done.claims().get(0);
        confirm(county(member), claim, FactField.EVENT_DAY, "2026-01-20");
        reviews.confirmGrade(county(member), claim, claim(claim).version(), new Grade(9, ENDED, ENDED), NOW);
        assertThat(claim(claim).amount()).isEqualTo(Money.ofYuan(10_000));
    }

    /** The certificate mostly comes later: until then the sum is proposed. */
    @Test
    void withoutItsCertificateItIsProposed() {
        Member member = covered("accident");
        CaseId id = hurt(member);
        Submitted done = members.submit(member.actor(), id, NOW);
        assertThat(done.claims()).isEmpty();
        assertThat(done.proposals()).hasSize(1);
    }

    @Test
    void ofTheTwoPapersEachIsKeptAsItComesAndTheLastFilesTheClaim() throws Exception {
        Member member = covered("accident");
        CaseId id = hurt(member);
        long proposal = members.submit(member.actor(), id, NOW).proposals().get(0);
        String path = "/my/cases/" + id.value();
        String first = page(path, member.actor());
        assertThat(first).contains("单位出具的意外情况说明", "伤残等级评定书");
        proposals.accept(member.actor(), proposal, paper(PaperKind.UNIT_STATEMENT), NOW);
        assertThat(store.ofCase(TestData.FUND, id)).isEmpty();
        assertThat(page(path, member.actor()))
                .contains("还缺伤残等级评定书", "传材料，申领这一笔")
                .doesNotContain("单位出具的意外情况说明", "传这一样材料");
        assertThat(first).contains("传这一样材料").doesNotContain("传材料，申领这一笔");
        proposals.accept(member.actor(), proposal, paper(PaperKind.DISABILITY_CERTIFICATE), NOW);
        assertThat(store.ofCase(TestData.FUND, id))
                .singleElement()
                .extracting(Claim::state)
                .isEqualTo(ClaimState.REVIEW);
    }

    private static Drafts.NewPaper paper(PaperKind kind) {
        return new Drafts.NewPaper(Members.nextPaper(), kind, Map.of());
    }

    @Test
    void whereAPlanPaysCostsTheBillIsAskedAsBefore() {
        for (Member member : List.of(covered("hospital"), covered("gig-accident"))) {
            CaseId id = hurt(member);
            assertThat(asked(member, id)).contains(BILL);
            assertThat(drafts.check(member.actor(), drafts.find(member.actor(), id), FundClock.dayOf(NOW))
                            .faults())
                    .contains(new FactFault(FactField.TOTAL, FactFault.Code.MISSING));
            int version = drafts.find(member.actor(), id).version();
            refused(
                    "claim_receipt_missing",
                    () -> claims.submit(member.actor(), id, new Submission(version, Set.of(), true), NOW));
        }
    }

    /** Hurt without a stay in hospital: no bill, and the certificate counts. */
    @Test
    void whoHasAPlanOfEachKindMayLeaveTheBillOut() {
        Member member = covered("accident", "hospital");
        CaseId id = hurt(member);
        assertThat(asked(member, id)).contains(new Asked(BILL.anyOf(), false));
        List.of(PaperKind.UNIT_STATEMENT, PaperKind.DISABILITY_CERTIFICATE)
                .forEach(paper -> members.attach(member.actor(), id, paper, NOW));
        Submitted done = members.submit(member.actor(), id, NOW, "accident");
        assertThat(done.proposals()).isEmpty();
        assertThat(done.claims())
                .singleElement()
                .extracting(claim -> claim(claim).benefit().plan())
                .isEqualTo("accident");
    }

    /** A bill of which something is told is asked for whole: half of one pays nothing. */
    @Test
    void aBillOfWhichSomethingIsToldIsAskedForWhole() {
        Member member = covered("accident", "hospital");
        CaseId id = hurt(member);
        int version = drafts.find(member.actor(), id).version();
        drafts.correct(member.actor(), id, version, Map.of(FactField.HOSPITAL, "大冶市人民医院"), NOW);
        assertThat(asked(member, id)).contains(BILL);
        assertThat(drafts.check(member.actor(), drafts.find(member.actor(), id), FundClock.dayOf(NOW))
                        .faults())
                .contains(new FactFault(FactField.TOTAL, FactFault.Code.MISSING));
    }

    /** Numbers of a bill that somebody gives all the same must agree with each other. */
    @Test
    void aBillThatIsGivenAllTheSameMustAddUp() {
        Member member = covered("accident");
        CaseId id = accidentDraft(member, "1000.00");
        drafts.correct(
                member.actor(), id, drafts.find(member.actor(), id).version(), Map.of(FactField.TOTAL, "999.00"), NOW);
        refused("claim_facts_incomplete", () -> members.submit(member.actor(), id, NOW));
    }
}

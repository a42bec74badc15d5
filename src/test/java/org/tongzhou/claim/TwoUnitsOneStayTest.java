package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.NewPerson;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.testing.TestData;

/** A member has a stay covered through one unit and its illness through another, and the officer of the latter files it. */
class TwoUnitsOneStayTest extends RecoveryRoom {
    private static final String INFARCT = "急性前壁心肌梗死 I21.0";
    private static final String WORDS = "同一次住院，由两家单位分别参保，材料各自齐全。";

    @Autowired
    private Proposals proposals;

    @Autowired
    private ProposalRows rows;

    @Autowired
    private Proposing proposing;

    @Autowired
    private Cases cases;

    @Autowired
    private SignStore found;

    @Autowired
    private Signs signs;

    private Member member;
    private Actor officer;
    private Map<FactField, String> facts;

    @BeforeEach
    void coveredThroughTwoUnits() {
        NewPerson person = TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4));
        member = members.member(person, TestData.DAYE, Map.of("hospital", 1), Members.JANUARY);
        Unit other = data.unit(TestData.DAYE);
        members.cover(person, other, Map.of("critical", 2), Members.JANUARY, Members.JANUARY.minusYears(1));
        officer = data.officer(other);
        facts = Members.receipt(member, "1000.00");
        facts.put(FactField.DIAGNOSIS, INFARCT);
    }

    private CaseId filedBy(Actor actor, String... also) {
        CaseId draft = members.draft(actor, member.person(), EventKind.HOSPITAL, facts, NOW);
        if (also.length > 0) {
            members.attach(actor, draft, PaperKind.TEST_REPORT, NOW);
        }
        members.submit(actor, draft, NOW, also);
        return draft;
    }

    private EventCase event(CaseId id) {
        return cases.caseFile(member.actor(), id).eventCase();
    }

    private ClaimId claimOf(CaseId id, String plan) {
        return store.ofCase(TestData.FUND, id).stream()
                .filter(claim -> claim.benefit().plan().equals(plan))
                .map(Claim::id)
                .findFirst()
                .orElseThrow();
    }

    private void look(Actor actor, ClaimId id) {
        for (Sign sign : found.ofCase(TestData.FUND, claim(id).eventCase())) {
            signs.lookedAt(actor, id, claim(id).version(), new Signs.Finding(sign.id(), WORDS), NOW);
        }
    }

    private void approveLooked(ClaimId id) {
        look(county(member), id);
        approve(county(member), id);
    }

    @Test
    void theStayIsProposedToTheMember() {
        CaseId id = filedBy(officer);
        assertThat(proposing.propose(TestData.FUND, event(id), NOW)).isEqualTo(1);
        Proposal stay = rows.ofCase(TestData.FUND, id).stream()
                .filter(one -> one.plan().equals("hospital"))
                .findFirst()
                .orElseThrow();
        assertThat(stay.upTo()).isEqualTo(Money.ofYuan(700));
        ClaimId filed = proposals.accept(member.actor(), stay.id(), NOW);
        assertThat(claim(filed).amount()).isEqualTo(Money.ofYuan(700));
        assertThat(claim(filed).owner().unit()).isEqualTo(member.unit().id());
        approve(county(member), filed);
    }

    /** The officer's case only has proposals, which nobody takes up. */
    @Test
    void aCaseWithoutAClaimOnItsReceiptHoldsItAgainstNoOtherOfTheMember() {
        filedBy(officer);
        ClaimId stay = claimOf(filedBy(member.actor()), "hospital");
        assertThat(claim(stay).amount()).isEqualTo(Money.ofYuan(700));
        approveLooked(stay);
    }

    @Test
    void theMembersDraftIsNotTurnedAwayForTheReceiptOfAnIdleCase() {
        filedBy(officer);
        CaseId draft = members.draft(member.actor(), member.person(), EventKind.HOSPITAL, facts, NOW);
        assertThat(drafts.withSameReceipt(member.actor(), drafts.find(member.actor(), draft)))
                .isEmpty();
    }

    /** A fixed sum takes nothing from the receipt: the claim for it and that for the stay stand beside each other, each in its case. */
    @Test
    void aClaimForAFixedSumHoldsNoReceiptAgainstTheMembersStayNorTheReverse() {
        ClaimId critical = claimOf(filedBy(officer, "critical"), "critical");
        ClaimId stay = claimOf(filedBy(member.actor()), "hospital");
        approveLooked(stay);
        reviews.confirmClass(county(member), critical, claim(critical).version(), "ami_severe", NOW);
        approveLooked(critical);
    }

    /** The stay was claimed in the other case: one receipt pays for one claim. */
    @Test
    void theSameStayInBothCasesIsPaidOnce() {
        CaseId officers = filedBy(officer);
        proposing.propose(TestData.FUND, event(officers), NOW);
        ClaimId stay = claimOf(filedBy(member.actor()), "hospital");
        approveLooked(stay);
        long proposed = rows.ofCase(TestData.FUND, officers).stream()
                .filter(one -> one.plan().equals("hospital"))
                .findFirst()
                .orElseThrow()
                .id();
        ClaimId again = proposals.accept(member.actor(), proposed, NOW);
        look(county(member), again);
        refused("claim_receipt_held", () -> approve(county(member), again));
    }

    @Test
    void whatTheMemberHasClaimedIsNotProposedInTheOtherCase() {
        CaseId officers = filedBy(officer);
        filedBy(member.actor());
        assertThat(proposing.propose(TestData.FUND, event(officers), NOW)).isZero();
    }

    /** Somebody else has the receipt, with nothing but a proposal that a reviewer put aside. */
    @Test
    void aProposalThatIsPutAsideFreesTheReceiptForOthers() {
        CaseId officers = filedBy(officer);
        Member other = hospitalMember();
        facts.put(FactField.PAYER, other.name());
        CaseId draft = members.draft(other.actor(), other.person(), EventKind.HOSPITAL, facts, NOW);
        ClaimId stay = members.submit(other.actor(), draft, NOW).claims().get(0);
        look(county(other), stay);
        refused("claim_receipt_held", () -> approve(county(other), stay));
        proposals.putAside(
                county(member), rows.ofCase(TestData.FUND, officers).get(0).id(), NOW);
        approve(county(other), stay);
    }

    /** The officer of the unit with the stay files: what the other unit's plan may pay is the member's to see. */
    @Test
    void whatIsHeldThroughAnotherUnitIsNotTheOfficersToSeeNorToFile() throws Exception {
        Actor own = data.officer(member.unit());
        CaseId id = filedBy(own);
        proposing.propose(TestData.FUND, event(id), NOW);
        long critical = rows.ofCase(TestData.FUND, id).get(0).id();
        assertThat(cases.caseFile(member.actor(), id).proposals())
                .extracting(Proposal::id)
                .containsExactly(critical);
        assertThat(cases.caseFile(own, id).proposals()).isEmpty();
        ClaimId stay = claimOf(id, "hospital");
        assertThat(cases.follow(own, stay).proposals()).isEmpty();
        assertThat(page("/my/claims/" + stay.value(), own)).doesNotContain("重大疾病");
        refused("not_found", () -> proposals.requireOpen(own, critical, NOW));
        refused("not_found", () -> proposals.accept(own, critical, NOW));
        Drafts.NewPaper report = new Drafts.NewPaper(Members.nextPaper(), PaperKind.TEST_REPORT, Map.of());
        refused("not_found", () -> proposals.accept(own, critical, report, NOW));
        ClaimId filed = proposals.accept(member.actor(), critical, report, NOW).orElseThrow();
        isTheMembersAlone(own, id, filed);
    }

    private void isTheMembersAlone(Actor own, CaseId id, ClaimId filed) {
        assertThat(cases.caseFile(own, id).claims()).extracting(Claim::id).doesNotContain(filed);
        assertThat(cases.follow(own, claimOf(id, "hospital")).siblings()).isEmpty();
        refused("not_found", () -> cases.follow(own, filed));
        refused("not_found", () -> claims.withdraw(own, filed, claim(filed).version(), NOW));
        assertThat(cases.follow(member.actor(), filed).siblings()).hasSize(1);
        assertThat(cases.caseFile(member.actor(), id).claims()).hasSize(2);
        assertThat(claim(filed).owner().unit()).isNotEqualTo(member.unit().id());
    }
}

package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.claim.Members.at;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.claim.Claims.Submitted;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.payment.InstructionState;
import org.tongzhou.payment.Payments;
import org.tongzhou.person.NewPerson;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;
import tools.jackson.databind.JsonNode;

/** The five invented people: what each receipt pays. */
@RoomTest
class FivePeopleTest {
    @Autowired
    private Members members;

    @Autowired
    private Claims claims;

    @Autowired
    private Reviews reviews;

    @Autowired
    private Proposals proposals;

    @Autowired
    private ClaimStore store;

    @Autowired
    private Payments payments;

    @Autowired
    private StopStore stops;

    @Autowired
    private ProposalRows proposalStore;

    @Test
    void aHeartAttackPaysTheStayAndProposesUpToFortyThousand() {
        Instant now = at("2026-02-10");
        Member feng = golden(0, "2026-01-01");
        CaseId id = hospital(feng, 1, now);
        Submitted done = members.submit(feng.actor(), id, now);
        assertThat(amounts(done)).containsExactly("hospital 7664.59");
        Proposal proposal = proposalStore.ofCase(TestData.FUND, id).get(0);
        assertThat(proposal.plan()).isEqualTo("critical");
        assertThat(proposal.upTo()).isEqualTo(Money.ofYuan(40_000));
        assertThat(proposal.missing()).containsExactly(PaperKind.PATHOLOGY_REPORT);
        assertThat(proposalStore.outcome(TestData.FUND, proposal).choices())
                .extracting(Outcome.Choice::disease)
                .containsExactly("ami_severe", "ami_mild");
    }

    @Test
    void theProposalBecomesAClaimWithItsEvidenceAndAPersonDecidesTheClass() {
        Instant now = at("2026-02-10");
        Member feng = fresh(0, "2026-01-01");
        CaseId id = hospital(feng, 1, now);
        members.submit(feng.actor(), id, now);
        Proposal proposal = proposalStore.ofCase(TestData.FUND, id).get(0);
        Drafts.NewPaper report = new Drafts.NewPaper(Members.nextPaper(), PaperKind.TEST_REPORT, Map.of());
        ClaimId critical =
                proposals.accept(feng.actor(), proposal.id(), report, now).orElseThrow();
        assertThat(claim(critical).amount()).isEqualTo(Money.ofYuan(40_000));
        var county = members.reviewer(Role.COUNTY_REVIEWER, feng.unit());
        reviews.confirmClass(county, critical, claim(critical).version(), "ami_mild", now);
        assertThat(claim(critical).amount()).isEqualTo(Money.ofYuan(12_000));
        reviews.confirmClass(county, critical, claim(critical).version(), "ami_severe", now);
        assertThat(claim(critical).amount()).isEqualTo(Money.ofYuan(40_000));
    }

    @Test
    void anAppendixPaysOneThousandFourHundredAndFour() {
        Instant now = at("2025-10-10");
        Member wang = golden(1, "2025-01-01");
        Submitted done = members.submit(wang.actor(), hospital(wang, 2, now), now);
        assertThat(amounts(done)).containsExactly("hospital 1404.38");
        assertThat(done.proposals()).isEmpty();
    }

    @Test
    void aBreastCancerPaysThreeBenefitsWhenItsReportIsThereAndTheyAreTicked() {
        Instant now = at("2025-06-10");
        Member sheng = golden(2, "2025-02-21");
        CaseId id = hospital(sheng, 3, now);
        members.attach(sheng.actor(), id, PaperKind.PATHOLOGY_REPORT, now);
        Submitted done = members.submit(sheng.actor(), id, now, "critical", "women");
        assertThat(amounts(done)).containsExactlyInAnyOrder("hospital 1312.10", "critical 40000.00", "women 15000.00");
        assertThat(done.proposals()).isEmpty();
    }

    @Test
    void whoAsksForTheStayAloneIsPaidAllThreeOnceTheReportIsInAndAPersonConfirmed() {
        Instant now = at("2025-06-10");
        Member sheng = fresh(2, "2025-02-21");
        CaseId id = hospital(sheng, 3, now);
        List<ClaimId> all =
                new ArrayList<>(members.submit(sheng.actor(), id, now).claims());
        List<Proposal> owed = proposalStore.ofCase(TestData.FUND, id);
        assertThat(owed).extracting(Proposal::plan).containsExactlyInAnyOrder("critical", "women");
        for (Proposal proposal : owed) {
            Drafts.NewPaper report = new Drafts.NewPaper(Members.nextPaper(), PaperKind.PATHOLOGY_REPORT, Map.of());
            all.add(proposals.accept(sheng.actor(), proposal.id(), report, now).orElseThrow());
        }
        Map<String, String> classes = Map.of("critical", "malignant_tumour_severe", "women", "breast");
        for (ClaimId claim : all) {
            decide(sheng, claim, classes.get(claim(claim).benefit().plan()), now);
        }
        Money sum = all.stream().map(one -> claim(one).amount()).reduce(Money.ZERO, Money::plus);
        assertThat(sum).isEqualTo(Money.parseYuan("56312.10"));
        assertThat(proposalStore.ofCase(TestData.FUND, id))
                .extracting(Proposal::state)
                .containsOnly(Proposal.State.ACCEPTED);
    }

    @Test
    void theHeartAttackEndsWithFortyThousandMoreOnceAPersonConfirmedTheClass() {
        Instant now = at("2026-02-10");
        Member feng = fresh(0, "2026-01-01");
        CaseId id = hospital(feng, 1, now);
        ClaimId stay = members.submit(feng.actor(), id, now).claims().get(0);
        decide(feng, stay, null, now);
        Proposal proposal = proposalStore.ofCase(TestData.FUND, id).get(0);
        Drafts.NewPaper report = new Drafts.NewPaper(Members.nextPaper(), PaperKind.TEST_REPORT, Map.of());
        ClaimId critical =
                proposals.accept(feng.actor(), proposal.id(), report, now).orElseThrow();
        decide(feng, critical, "ami_severe", now);
        assertThat(claim(stay).amount().plus(claim(critical).amount())).isEqualTo(Money.parseYuan("47664.59"));
        assertThat(claim(critical).route().levels()).containsExactly(Level.COUNTY, Level.CITY);
    }

    /** Every level of its route in turn, until it is ordered to be paid. */
    private void decide(Member member, ClaimId id, @Nullable String disease, Instant now) {
        if (disease != null) {
            Actor county = members.reviewer(Role.COUNTY_REVIEWER, member.unit());
            reviews.confirmClass(county, id, claim(id).version(), disease, now);
        }
        while (claim(id).state() == ClaimState.REVIEW) {
            Role role = Access.roleAt(claim(id).level());
            reviews.approve(members.reviewer(role, member.unit()), id, claim(id).version(), now);
        }
        assertThat(claim(id).state()).isEqualTo(ClaimState.APPROVED);
        assertThat(payments.stateOf(TestData.FUND, id.cause())).contains(InstructionState.APPROVED);
    }

    @Test
    void aRidersAccidentWaitsForTheUnitsStatementAndPaysAllThatWasBorne() {
        Instant now = at("2025-10-10");
        Member zhou = golden(3, "2025-06-01");
        Map<FactField, String> facts = facts(zhou, 4);
        facts.put(FactField.EVENT_DAY, "2025-09-14");
        CaseId id = members.draft(zhou.actor(), zhou.person(), EventKind.ACCIDENT, facts, now);
        Submitted done = members.submit(zhou.actor(), id, now);
        assertThat(amounts(done)).containsExactly("gig-accident 3819.24");
        Claim waiting = claim(done.claims().get(0));
        assertThat(waiting.status()).isEqualTo(MemberStatus.PAPERS_OWED);
        assertThat(stops.owed(TestData.FUND, waiting.id())).containsExactly("UNIT_STATEMENT");
        Drafts.NewPaper statement = new Drafts.NewPaper(Members.nextPaper(), PaperKind.UNIT_STATEMENT, Map.of());
        claims.supplement(zhou.actor(), id, statement, at("2025-10-13"));
        Claim resumed = claim(waiting.id());
        assertThat(resumed.status()).isEqualTo(MemberStatus.UNDER_REVIEW);
        assertThat(resumed.amount()).isEqualTo(Money.parseYuan("3819.24"));
        assertThat(resumed.clock().dueOn()).isEqualTo(LocalDate.of(2025, 10, 22));
    }

    @Test
    void aGallstoneAfterTheWaitingPeriodRoundsHalfUpAndHasNoSibling() {
        Instant now = at("2026-05-06");
        Member tian = golden(4, "2026-02-13", null);
        Submitted done = members.submit(tian.actor(), hospital(tian, 5, now), now);
        assertThat(amounts(done)).containsExactly("hospital 4580.35");
        assertThat(done.proposals()).isEmpty();
    }

    private CaseId hospital(Member member, int receipt, Instant now) {
        return members.draft(member.actor(), member.person(), EventKind.HOSPITAL, facts(member, receipt), now);
    }

    /** The receipt's facts; its numbers made fresh where the person is. */
    private static Map<FactField, String> facts(Member member, int receipt) {
        Map<FactField, String> facts = Members.golden(Members.golden("receipt-" + receipt + ".json"));
        if (!facts.get(FactField.PAYER).equals(member.name())) {
            facts.put(FactField.PAYER, member.name());
            facts.put(FactField.RECEIPT_NO, "9" + facts.get(FactField.RECEIPT_NO));
        }
        return facts;
    }

    private Member golden(int index, String from) {
        return golden(index, from, from);
    }

    private Member golden(int index, String from, String since) {
        JsonNode person = Members.golden("people.json").get("people").get(index);
        NewPerson named = new NewPerson(
                person.get("name").asString(),
                new ResidentId(person.get("id").asString()),
                person.get("phone").asString(),
                person.get("card").asString());
        return covered(named, person, from, since);
    }

    private Member fresh(int index, String from) {
        JsonNode person = Members.golden("people.json").get("people").get(index);
        NewPerson unnamed =
                TestData.newPerson(new ResidentId(person.get("id").asString()).sex(), LocalDate.of(1975, 5, 6));
        return covered(unnamed, person, from, from);
    }

    private Member covered(NewPerson named, JsonNode person, String from, String since) {
        Map<String, Integer> plans = new HashMap<>();
        person.get("cover")
                .forEach(cover -> plans.put(
                        cover.get("plan").asString(), cover.get("units").asInt()));
        LocalDate first = LocalDate.parse(from);
        LocalDate continuous = since == null ? first : LocalDate.parse(since).minusYears(1);
        return members.member(named, person.get("county").asString(), plans, first, continuous);
    }

    private Claim claim(ClaimId id) {
        return store.findWithin(Scope.province(TestData.FUND), id).orElseThrow();
    }

    private List<String> amounts(Submitted done) {
        return done.claims().stream()
                .map(this::claim)
                .map(claim -> claim.benefit().plan() + " " + claim.amount().plainYuan())
                .toList();
    }
}

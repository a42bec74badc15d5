package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.person.NewPerson;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.testing.TestData;

/** What members are owed besides: found when a diagnosis is put right and by night, counted from found to paid. */
class SecondBenefitsTest extends RecoveryRoom {
    @Autowired
    private Proposals proposals;

    @Autowired
    private ProposalRows rows;

    @Autowired
    private Proposing proposing;

    @Autowired
    private SecondBenefits second;

    @Autowired
    private Cases cases;

    @Autowired
    private SearchMarks marks;

    @Test
    void aDiagnosisPutRightByTheReviewerOpensTheFurtherBenefit() {
        Member member = members.member("420923", Map.of("hospital", 1, "critical", 2));
        ClaimId id = hospital(member, "1000.00");
        assertThat(cases.mine(member.actor()).open().items()).isEmpty();
        confirm(county(member), id, FactField.DIAGNOSIS, "急性前壁心肌梗死 I21.0");
        assertThat(cases.mine(member.actor()).open().items())
                .extracting(Proposal::upTo)
                .containsExactly(Money.ofYuan(20_000));
    }

    @Test
    void theNightFindsWhatACoverAddedLaterOpensAndTellsItOnce() {
        Member member = members.member("420921", Map.of("hospital", 1));
        Map<FactField, String> facts = Members.receipt(member, "1000.00");
        facts.put(FactField.DIAGNOSIS, "急性前壁心肌梗死 I21.0");
        CaseId id = members.draft(member.actor(), member.person(), EventKind.HOSPITAL, facts, NOW);
        members.submit(member.actor(), id, NOW);
        assertThat(rows.ofCase(TestData.FUND, id)).isEmpty();
        members.cover(
                new NewPerson(member.name(), people.identity(TestData.FUND, member.person()), null, null),
                member.unit(),
                Map.of("critical", 4),
                Members.JANUARY,
                Members.JANUARY.minusYears(1));
        marks.move(TestData.FUND, NOW.minusSeconds(1));
        int rounds = 0;
        while (proposing.search(TestData.FUND, NOW)) {
            rounds++;
        }
        assertThat(rounds).isLessThan(1_000);
        assertThat(rows.ofCase(TestData.FUND, id)).extracting(Proposal::upTo).containsExactly(Money.ofYuan(40_000));
        proposing.search(TestData.FUND, NOW);
        assertThat(rows.ofCase(TestData.FUND, id)).hasSize(1);
    }

    /** Nothing of the event changed since; costs are found like fixed sums. */
    @Test
    void theDayFindsWhatARenewalThatBeganAtTheOldExpiryCovers() {
        NewPerson person = TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4));
        Member member = members.member(person, "420921", Map.of("accident", 1), Members.JANUARY);
        CaseId id = accidentDraft(member, "1000.00", PaperKind.UNIT_STATEMENT);
        members.submit(member.actor(), id, NOW);
        while (proposing.search(TestData.FUND, NOW)) {
            assertThat(rows.ofCase(TestData.FUND, id))
                    .extracting(Proposal::plan)
                    .doesNotContain("hospital");
        }
        members.cover(person, member.unit(), Map.of("hospital", 1), Members.JANUARY, Members.JANUARY.minusYears(1));
        Instant tomorrow = Members.at("2026-02-11");
        jdbc.sql("update claim.search_mark set looked_back_on = null where fund = 42")
                .update();
        proposing.search(TestData.FUND, tomorrow);
        assertThat(rows.ofCase(TestData.FUND, id)).extracting(Proposal::plan).doesNotContain("hospital");
        proposing.searchBack(TestData.FUND, tomorrow, () -> {});
        assertThat(rows.ofCase(TestData.FUND, id))
                .filteredOn(one -> one.plan().equals("hospital"))
                .extracting(Proposal::upTo)
                .containsExactly(Money.ofYuan(700));
        assertThat(marks.lookBack(TestData.FUND, LocalDate.of(2026, 2, 11))).isFalse();
    }

    @Test
    void oneCaseThatCannotBeReadIsSetAsideAndToldAndTheOthersGoOn() {
        Member broken = members.member("420921", Map.of("hospital", 1));
        CaseId unreadable = infarct(broken);
        Member other = members.member("420921", Map.of("hospital", 1));
        CaseId sound = infarct(other);
        cover(broken);
        cover(other);
        byte[] facts = facts(unreadable);
        write(unreadable, new byte[] {0, 0, 0, 1, 5});
        marks.move(TestData.FUND, NOW.minusSeconds(1));
        while (proposing.search(TestData.FUND, NOW)) {
            assertThat(rows.ofCase(TestData.FUND, unreadable)).isEmpty();
        }
        assertThat(rows.ofCase(TestData.FUND, sound)).hasSize(1);
        String number = jdbc.sql("select number from claim.event_case where fund = 42 and id = :id")
                .param("id", unreadable.value())
                .query(String.class)
                .single();
        assertThat(second.setAside(county(broken)).longest()).contains(number);
        assertThat(second.setAside(data.actor(Role.CITY_REVIEWER, "/42/4203/")))
                .isEqualTo(new SecondBenefits.SetAside(0, List.of()));
        write(unreadable, facts);
        proposing.searchAside(TestData.FUND, NOW);
        assertThat(rows.ofCase(TestData.FUND, unreadable)).hasSize(1);
        assertThat(second.setAside(county(broken)).longest()).doesNotContain(number);
    }

    private CaseId infarct(Member member) {
        Map<FactField, String> facts = Members.receipt(member, "1000.00");
        facts.put(FactField.DIAGNOSIS, "急性前壁心肌梗死 I21.0");
        CaseId id = members.draft(member.actor(), member.person(), EventKind.HOSPITAL, facts, NOW);
        members.submit(member.actor(), id, NOW);
        return id;
    }

    private void cover(Member member) {
        members.cover(
                new NewPerson(member.name(), people.identity(TestData.FUND, member.person()), null, null),
                member.unit(),
                Map.of("critical", 4),
                Members.JANUARY,
                Members.JANUARY.minusYears(1));
    }

    private byte[] facts(CaseId id) {
        return jdbc.sql("select facts from claim.event_case where fund = 42 and id = :id")
                .param("id", id.value())
                .query(byte[].class)
                .single();
    }

    private void write(CaseId id, byte[] facts) {
        jdbc.sql("update claim.event_case set facts = :facts where fund = 42 and id = :id")
                .param("facts", facts)
                .param("id", id.value())
                .update();
    }

    @Test
    void itIsCountedFromFoundToPaid() {
        Member member = members.member("420982", Map.of("hospital", 1, "critical", 4));
        Map<FactField, String> facts = Members.receipt(member, "1000.00");
        facts.put(FactField.DIAGNOSIS, "急性前壁心肌梗死 I21.0");
        CaseId id = members.draft(member.actor(), member.person(), EventKind.HOSPITAL, facts, NOW);
        members.submit(member.actor(), id, NOW);
        Actor county = county(member);
        assertThat(second.figures(county))
                .containsExactly(new SecondBenefits.Figures("critical", 1, 1, 0, 0, Money.ofYuan(40_000), Money.ZERO));
        assertThat(second.waiting(data.officer(member.unit()), null).items())
                .singleElement()
                .extracting(SecondBenefits.Waiting::person)
                .isEqualTo(member.person());
        Drafts.NewPaper report = new Drafts.NewPaper(Members.nextPaper(), PaperKind.TEST_REPORT, Map.of());
        long proposal = rows.ofCase(TestData.FUND, id).get(0).id();
        refused("claim_evidence_missing", () -> proposals.accept(member.actor(), proposal, NOW));
        ClaimId critical =
                proposals.accept(member.actor(), proposal, report, NOW).orElseThrow();
        assertThat(second.figures(county))
                .containsExactly(new SecondBenefits.Figures("critical", 1, 1, 1, 0, Money.ZERO, Money.ZERO));
        assertThat(second.waiting(county, null).items()).isEmpty();
        reviews.confirmClass(county, critical, claim(critical).version(), "ami_severe", NOW);
        approve(county, critical);
        approve(city(member), critical);
        pay(member, critical, "2026-02-12");
        Money all = Money.ofYuan(40_000);
        assertThat(second.figures(county))
                .containsExactly(new SecondBenefits.Figures("critical", 1, 1, 1, 1, Money.ZERO, all));
        refused("not_allowed", () -> second.figures(member.actor()));
        assertThat(second.figures(data.actor(Role.CITY_REVIEWER, "/42/4203/"))).isEqualTo(List.of());
    }

    @Test
    void aPaperGivenForOneBenefitIsNotAskedForByTheNextAndOneButtonIsTheMainOne() throws Exception {
        Member member = members.woman("420923", Map.of("hospital", 1, "critical", 1, "women", 1));
        Map<FactField, String> facts = Members.receipt(member, "1000.00");
        facts.put(FactField.DIAGNOSIS, "右乳恶性肿瘤 C50.9");
        CaseId id = members.draft(member.actor(), member.person(), EventKind.HOSPITAL, facts, NOW);
        members.submit(member.actor(), id, NOW);
        assertThat(rows.ofCase(TestData.FUND, id)).hasSize(2);
        String page = page("/my/cases/" + id.value(), member.actor());
        assertThat(page.split("btn pri", -1))
                .as("one, with what stands on either side")
                .hasSize(2);
        claims.supplement(
                member.actor(),
                id,
                new Drafts.NewPaper(Members.nextPaper(), PaperKind.PATHOLOGY_REPORT, Map.of()),
                NOW);
        assertThat(rows.ofCase(TestData.FUND, id))
                .allSatisfy(open -> assertThat(open.missing()).isEmpty());
        assertThat(page("/my/cases/" + id.value(), member.actor())).contains("材料齐了，可以申领");
    }

    @Test
    void whoDidNotTickItClaimsItWithThePapersThatCame() {
        Member member = members.member("420982", Map.of("hospital", 1, "critical", 4));
        Map<FactField, String> facts = Members.receipt(member, "1000.00");
        facts.put(FactField.DIAGNOSIS, "急性前壁心肌梗死 I21.0");
        CaseId id = members.draft(member.actor(), member.person(), EventKind.HOSPITAL, facts, NOW);
        members.attach(member.actor(), id, PaperKind.TEST_REPORT, NOW);
        members.submit(member.actor(), id, NOW);
        Proposal open = rows.ofCase(TestData.FUND, id).get(0);
        assertThat(open.missing()).isEmpty();
        ClaimId critical = proposals.accept(member.actor(), open.id(), NOW);
        assertThat(claim(critical).benefit().plan()).isEqualTo("critical");
        refused("claim_proposal_settled", () -> proposals.accept(member.actor(), open.id(), NOW));
    }
}

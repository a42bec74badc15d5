package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.tongzhou.claim.Members.at;
import static org.tongzhou.testing.Refused.refused;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.adjudication.Stay;
import org.tongzhou.analysis.ThroughAnExport;
import org.tongzhou.catalogue.PastClaim;
import org.tongzhou.catalogue.PastClaims;
import org.tongzhou.claim.Claims.Submitted;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Sex;
import org.tongzhou.person.NewPerson;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.testing.TestData;

/** A sum on first diagnosis, claimed with a stay: the day of first diagnosis decides, not that of the admission. */
class FirstDiagnosisTest extends RecoveryRoom {
    private static final LocalDate LAST_YEAR = LocalDate.of(2025, 1, 1);
    private static final Instant MARCH = at("2026-03-20");
    private static final Map<String, Integer> BOTH = Map.of("hospital", 1, "critical", 1);

    @Autowired
    private Proposals further;

    @Autowired
    private ProposalRows proposals;

    @Autowired
    private PastClaims past;

    @Autowired
    private Reclassifications reclassifications;

    private final NewPerson person = TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4));

    /** First joined on 1 January 2026, so that 30 January is the last day of the wait. */
    private Member firstJoiner(Map<String, Integer> plans) {
        return members.member(person, TestData.DAYE, plans, Members.JANUARY, Members.JANUARY);
    }

    /** In the second of two terms, with so many units of critical illness in it. */
    private Member renewed(int units) {
        Member member = members.member(person, TestData.DAYE, BOTH, LAST_YEAR, LAST_YEAR.minusYears(1));
        Map<String, Integer> plans = Map.of("hospital", 1, "critical", units);
        members.cover(person, member.unit(), plans, Members.JANUARY, LAST_YEAR.minusYears(1));
        return member;
    }

    private CaseId infarct(Member member, EventKind kind, String admitted, FactField field, String day) {
        LocalDate from = LocalDate.parse(admitted);
        Map<FactField, String> facts = Members.receipt(member, "1000.00", from, from.plusDays(5));
        facts.put(FactField.DIAGNOSIS, "急性前壁心肌梗死 I21.0");
        facts.remove(FactField.DIAGNOSED);
        facts.put(field, day);
        CaseId draft = members.draft(member.actor(), member.person(), kind, facts, MARCH);
        members.attach(member.actor(), draft, PaperKind.TEST_REPORT, MARCH);
        return draft;
    }

    private CaseId stay(Member member, String admitted, String diagnosed) {
        return infarct(member, EventKind.HOSPITAL, admitted, FactField.DIAGNOSED, diagnosed);
    }

    /** A stay of which nobody says when its illness was first diagnosed. */
    private CaseId untold(Member member, String admitted) {
        return infarct(member, EventKind.HOSPITAL, admitted, FactField.PAYER, member.name());
    }

    private Submitted submit(Member member, CaseId draft, String... also) {
        return members.submit(member.actor(), draft, MARCH, also);
    }

    private Optional<ClaimId> critical(Submitted done) {
        return done.claims().stream()
                .filter(id -> claim(id).benefit().plan().equals("critical"))
                .findFirst();
    }

    private void confirmSevere(Member member, ClaimId id) {
        reviews.confirmClass(county(member), id, claim(id).version(), "ami_severe", MARCH);
    }

    /** What the critical-illness plan comes to once a person has confirmed the severe class; zero where it is not even filed. */
    private Money severe(Member member, CaseId draft) {
        Optional<ClaimId> id = critical(submit(member, draft, "critical"));
        id.ifPresent(claim -> confirmSevere(member, claim));
        return id.map(claim -> claim(claim).amount()).orElse(Money.ZERO);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "before the cover, HOSPITAL, 2026-02-04, DIAGNOSED, 2025-12-10, 0",
        "inside the wait, HOSPITAL, 2026-02-04, DIAGNOSED, 2026-01-20, 0",
        "on its last day, HOSPITAL, 2026-02-04, DIAGNOSED, 2026-01-30, 0",
        "the day after, HOSPITAL, 2026-02-04, DIAGNOSED, 2026-01-31, 10000",
        "on admission, HOSPITAL, 2026-02-04, DIAGNOSED, 2026-02-04, 10000",
        "after the wait in a stay begun inside, HOSPITAL, 2026-01-28, DIAGNOSED, 2026-02-02, 10000",
        "told as an illness inside the wait, ILLNESS, 2026-02-04, EVENT_DAY, 2026-01-20, 0",
        "told as an illness after it, ILLNESS, 2026-01-28, EVENT_DAY, 2026-02-02, 10000"
    })
    void theDayOfFirstDiagnosisDecides(
            String when, EventKind kind, String admitted, FactField field, String day, long yuan) {
        Member member = firstJoiner(BOTH);
        assertThat(severe(member, infarct(member, kind, admitted, field, day))).isEqualTo(Money.ofYuan(yuan));
    }

    /** One unit in the term of the diagnosis, four in that of the admission. */
    @Test
    void onRenewalTheTermOfTheDiagnosisPays() {
        Member member = renewed(4);
        assertThat(severe(member, stay(member, "2026-01-05", "2025-12-20"))).isEqualTo(Money.ofYuan(10_000));
    }

    /** Once a term: a stay of the next year for an illness that was paid is no diagnosis of that year. */
    @Test
    void anIllnessIsNotPaidAgainWithTheStayOfTheNextTerm() {
        Member member = renewed(1);
        assertThat(severe(member, stay(member, "2025-06-05", "2025-06-01"))).isEqualTo(Money.ofYuan(10_000));
        assertThat(severe(member, stay(member, "2026-02-05", "2025-06-01"))).isEqualTo(Money.ZERO);
    }

    /** The mild form was paid by the term of the admission; that it was diagnosed in the one before is told on the difference. */
    @Test
    void aDifferenceStaysOnTheCoverOfWhatWasPaid() {
        Member member = renewed(1);
        ClaimId mild = critical(submit(member, stay(member, "2026-01-05", "2026-01-05"), "critical"))
                .orElseThrow();
        reviews.confirmClass(county(member), mild, claim(mild).version(), "ami_mild", MARCH);
        approve(county(member), mild);
        approve(city(member), mild);
        pay(member, mild, "2026-03-23");
        Reclassifications.Graver graver = new Reclassifications.Graver("ami_severe", "复查报告符合重度的标准。");
        ClaimId severe =
                reclassifications.reclassify(province(member), mild, claim(mild).version(), graver, MARCH);
        assertThat(claim(severe).amount()).isEqualTo(Money.ofYuan(7_000));
        Reviews.Looked day = new Reviews.Looked(FactField.DIAGNOSED, "2025-12-20");
        reviews.confirmFact(province(member), severe, claim(severe).version(), day, MARCH);
        assertThat(claim(severe).amount()).isEqualTo(Money.ZERO);
    }

    @Test
    void whatWasDiagnosedBeforeTheCoverIsForAPersonToRefuseByItsClause() {
        Member member = firstJoiner(Map.of("critical", 1));
        ClaimId id = critical(submit(member, stay(member, "2026-02-04", "2025-12-10")))
                .orElseThrow();
        assertThat(claim(id).amount()).isEqualTo(Money.ZERO);
        Outcome outcome = StoredDecision.read(store.decision(TestData.FUND, id));
        assertThat(outcome.objections()).anySatisfy(one -> {
            assertThat(one.code()).isEqualTo("outside_cover");
            assertThat(one.clause()).isEqualTo("critical-2025 §2");
            assertThat(one.facts().get(0).value()).isEqualTo("2025-12-10");
        });
    }

    private String sent(CaseId draft, Actor actor) throws Exception {
        int version = drafts.find(actor, draft).version();
        String form = "/my/claims/draft/" + draft.value() + "/submit?consent=true&also=critical&version=" + version;
        return mvc.perform(post(form).with(csrf()).with(visits.of(actor)))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    @Test
    void theMemberIsAskedAndTheStayIsFiledWithoutAnAnswer() throws Exception {
        Member member = firstJoiner(BOTH);
        CaseId draft = untold(member, "2026-02-04");
        String check = "/my/claims/draft/" + draft.value() + "/check";
        assertThat(page(check, member.actor()))
                .contains("“重大疾病互助保障（A 款）”按首次确诊日期核对", "name=\"edit\" value=\"diagnosed\"", "btn pri big")
                .doesNotContain("name=\"f.diagnosed\"");
        assertThat(page(check + "?edit=diagnosed", member.actor()))
                .contains("name=\"f.diagnosed\"", "id=\"f.diagnosed-hint\"");
        refused("claim_fact_needed", () -> submit(member, draft, "critical"));
        assertThat(sent(draft, member.actor()))
                .as("where it was asked for all the same")
                .contains("name=\"f.diagnosed\"", "href=\"#f.diagnosed\"");
        Submitted done = submit(member, draft);
        assertThat(done.claims()).hasSize(1);
        assertThat(proposals.ofCase(TestData.FUND, draft))
                .extracting(Proposal::upTo)
                .containsExactly(Money.ofYuan(10_000));
    }

    @Test
    void nobodyIsAskedForTheDiagnosisOfAnIllnessOnNoList() throws Exception {
        Member member = firstJoiner(BOTH);
        Map<FactField, String> facts =
                Members.receipt(member, "1000.00", LocalDate.of(2026, 2, 4), LocalDate.of(2026, 2, 9));
        facts.remove(FactField.DIAGNOSED);
        CaseId draft = members.draft(member.actor(), member.person(), EventKind.HOSPITAL, facts, MARCH);
        assertThat(page("/my/claims/draft/" + draft.value() + "/check", member.actor()))
                .doesNotContain("按首次确诊日期核对", "edit=diagnosed");
    }

    /** What the admission would put into the waiting period is not left out unasked. */
    @Test
    void aStayBegunInTheWaitIsNotTakenUntilTheDayIsTold() {
        Member member = firstJoiner(BOTH);
        CaseId draft = untold(member, "2026-01-28");
        refused("claim_fact_needed", () -> submit(member, draft));
        int version = drafts.find(member.actor(), draft).version();
        drafts.correct(member.actor(), draft, version, Map.of(FactField.DIAGNOSED, "2026-02-02"), MARCH);
        submit(member, draft);
        assertThat(proposals.ofCase(TestData.FUND, draft)).hasSize(1);
    }

    @Test
    void theDeskConfirmsNoClassUntilTheDayIsFilledIn() throws Exception {
        Member member = firstJoiner(BOTH);
        CaseId draft = untold(member, "2026-02-04");
        submit(member, draft);
        long proposal = proposals.ofCase(TestData.FUND, draft).get(0).id();
        ClaimId id = further.accept(member.actor(), proposal, MARCH);
        refused("claim_fact_needed", () -> confirmSevere(member, id));
        assertThat(page("/reviews/" + id.value(), county(member))).contains("name=\"v.diagnosed\"", "不一定是入院日期");
        Reviews.Looked day = new Reviews.Looked(FactField.DIAGNOSED, "2026-01-20");
        reviews.confirmFact(county(member), id, claim(id).version(), day, MARCH);
        confirmSevere(member, id);
        assertThat(claim(id).amount()).isEqualTo(Money.ZERO);
        assertThat(page("/reviews/" + id.value(), county(member))).contains("2026-01-20 在等待期内");
    }

    @Test
    void aReplayAndAnExportSeeTheDayThatDecided() {
        Member member = firstJoiner(BOTH);
        ClaimId id = critical(submit(member, stay(member, "2026-02-04", "2026-01-31"), "critical"))
                .orElseThrow();
        confirmSevere(member, id);
        approve(county(member), id);
        approve(city(member), id);
        List<PastClaim> decided =
                past.after(TestData.FUND, new PlanCode("critical"), PastClaims.Place.START, 100_000).stream()
                        .filter(claim -> claim.claim() == id.value())
                        .toList();
        assertThat(ThroughAnExport.of(decided)).singleElement().satisfies(claim -> {
            assertThat(claim.facts().eventDay()).isEqualTo(LocalDate.of(2026, 1, 31));
            assertThat(claim.facts().stay().map(Stay::admitted)).contains(LocalDate.of(2026, 2, 4));
            assertThat(claim.granted()).isEqualTo(Money.ofYuan(10_000));
        });
    }
}

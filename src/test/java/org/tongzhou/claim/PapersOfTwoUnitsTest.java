package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.tongzhou.claim.Members.at;
import static org.tongzhou.testing.Refused.refused;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.request.MockMultipartHttpServletRequestBuilder;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.document.Papers;
import org.tongzhou.document.Upload;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.NewPerson;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.testing.TestData;

/**
 * A member is covered through two units. The officer of the one wrote the case of her stay with two papers of their own; she gave it a
 * report for what the other unit covers. All is the member's and her reviewers'; to the officer the report is not there:
 *
 * <pre>
 * the picture, and "use it as it is"     not found
 * the pages of the draft that was        not there any more
 * the page of the claim                  neither the paper nor what would make it better
 * case, claim, and the door to papers    without it
 * what the own plan lacks                as if it had not come: it is not filed on it either
 * </pre>
 */
class PapersOfTwoUnitsTest extends RecoveryRoom {
    private static final String ADVICE = "照片偏暗。请到亮一点的地方再拍。";
    private static final Reviews.Ground GROUND = new Reviews.Ground("hospital-2025 §3", "这次入院在首次参保的等待期内，按条款不能给付。");

    @Autowired
    private Proposals proposals;

    @Autowired
    private ProposalRows rows;

    @Autowired
    private Proposing proposing;

    @Autowired
    private Cases cases;

    @Autowired
    private Filings filings;

    @Autowired
    private Appeals appeals;

    @Autowired
    private Papers papers;

    @Autowired
    private SignStore signs;

    private Member member;
    private Unit other;
    private Actor officer;
    private Map<FactField, String> facts;
    private CaseId id;
    private ClaimId stay;
    private long report;

    @BeforeEach
    void aReportForTheOtherUnit() {
        NewPerson person = TestData.newPerson(Sex.FEMALE, LocalDate.of(1980, 3, 4));
        member = members.member(person, TestData.DAYE, Map.of("hospital", 1, "critical", 1), Members.JANUARY);
        other = data.unit(TestData.DAYE);
        members.cover(person, other, Map.of("women", 1), Members.JANUARY, Members.JANUARY.minusYears(1));
        officer = data.officer(member.unit());
        facts = Members.receipt(member, "1000.00");
        facts.put(FactField.DIAGNOSIS, "右乳恶性肿瘤 C50.9");
        id = members.draft(officer, member.person(), EventKind.HOSPITAL, facts, NOW);
        stay = members.submit(officer, id, NOW).claims().get(0);
        proposing.propose(TestData.FUND, cases.caseFile(member.actor(), id).eventCase(), at("2026-02-11"));
        report = papers.store(
                        member.actor(),
                        member.person(),
                        new Upload("病理.jpg", "pathology_report", TestData.darkPicture()),
                        at("2026-02-12"))
                .value();
        accept(proposal("women"), report, "2026-02-12");
    }

    private long proposal(String plan) {
        return rows.ofCase(TestData.FUND, id).stream()
                .filter(one -> one.plan().equals(plan))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private ClaimId accept(long proposal, long paper, String day) {
        Drafts.NewPaper evidence = new Drafts.NewPaper(paper, PaperKind.PATHOLOGY_REPORT, Map.of());
        return proposals.accept(member.actor(), proposal, evidence, at(day)).orElseThrow();
    }

    private long supplement(PaperKind kind, String day) {
        long paper = Members.nextPaper();
        claims.supplement(member.actor(), id, new Drafts.NewPaper(paper, kind, Map.of()), at(day));
        return paper;
    }

    private static List<Long> numbers(EventCase event) {
        return event.papers().stream().map(CasePaper::paper).toList();
    }

    /** Those of the other hand that the officer has. */
    private List<Long> shown() {
        return drafts.find(officer, id).papers().stream()
                .filter(paper -> !paper.addedBy().equals(officer.person()))
                .map(CasePaper::paper)
                .toList();
    }

    @Test
    void itsPictureIsNotThere() throws Exception {
        String paper = "/papers/" + report + "/1.png";
        mvc.perform(get("/my/cases/" + id.value() + paper).with(visits.of(officer)))
                .andExpect(status().isNotFound());
        mvc.perform(get("/my/cases/" + id.value() + paper).with(visits.of(member.actor())))
                .andExpect(status().isOk());
        mvc.perform(get("/reviews/" + stay.value() + paper).with(visits.of(county(member))))
                .andExpect(status().isOk());
    }

    @Test
    void onlyTheMemberUsesItAsItIs() throws Exception {
        String keep = "/my/cases/" + id.value() + "/papers/" + report + "/keep";
        String page = "/my/claims/" + stay.value();
        mvc.perform(post(keep).param("back", "1").with(visits.of(officer)).with(csrf()))
                .andExpect(status().isNotFound());
        assertThat(page(page, member.actor())).contains(ADVICE);
        mvc.perform(post(keep)
                        .param("back", "1")
                        .with(visits.of(member.actor()))
                        .with(csrf()))
                .andExpect(status().is3xxRedirection());
        assertThat(page(page, member.actor())).doesNotContain(ADVICE);
    }

    @Test
    void norAsAPaperOfTheDraftThatWas() throws Exception {
        String keep = "/my/claims/draft/" + id.value() + "/papers/" + report + "/keep";
        mvc.perform(post(keep).with(visits.of(officer)).with(csrf())).andExpect(status().isNotFound());
    }

    /** A form that was left open when the case was sent in. */
    @Test
    void thePagesOfTheDraftAreNotThereAnyMore() throws Exception {
        String draft = "/my/claims/draft/" + id.value();
        for (String path : List.of("/papers", "/check")) {
            mvc.perform(get(draft + path).with(visits.of(officer))).andExpect(status().is3xxRedirection());
        }
        isOver(multipart(draft + "/papers")
                .file(new MockMultipartFile("file", "a.jpg", "image/jpeg", TestData.darkPicture()))
                .param("kind", PaperKind.PATHOLOGY_REPORT.name()));
        isOver(multipart(draft + "/facts").param("version", "1").param("f.diag", "胆囊结石 K80.2"));
    }

    private void isOver(MockMultipartHttpServletRequestBuilder form) throws Exception {
        String key = UUID.randomUUID().toString();
        String answer = mvc.perform(
                        form.param("request_key", key).with(visits.of(officer)).with(csrf()))
                .andExpect(status().isConflict())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(answer).contains("已经提交过了").doesNotContain("病理", "女职工");
    }

    @Test
    void noWordOfItIsOnThePageOfTheClaim() throws Exception {
        String page = "/my/claims/" + stay.value();
        assertThat(page(page, officer)).contains("交过的材料 2 份").doesNotContain("/papers/" + report, ADVICE);
        assertThat(page(page, member.actor())).contains("交过的材料 3 份", "/papers/" + report, ADVICE);
    }

    @Test
    void neitherTheCaseNorTheClaimBringIt() {
        assertThat(numbers(cases.caseFile(member.actor(), id).eventCase()))
                .hasSize(3)
                .contains(report);
        assertThat(numbers(cases.caseFile(officer, id).eventCase())).hasSize(2).doesNotContain(report);
        assertThat(numbers(cases.follow(officer, stay).eventCase())).hasSize(2).doesNotContain(report);
        assertThat(numbers(drafts.find(officer, id))).hasSize(2).doesNotContain(report);
        assertThat(numbers(cases.review(county(member), stay).eventCase())).contains(report);
    }

    /** Nor is what came of it among what the officer filed. */
    @Test
    void theOfficersListHasTheClaimOfTheOwnUnitAlone() {
        assertThat(filings.waiting(officer, null).items())
                .extracting(one -> one.claim().id())
                .containsExactly(stay);
        assertThat(filings.decided(officer, null).items()).isEmpty();
        assertThat(filings.waiting(data.officer(other), null).items()).isEmpty();
    }

    @Test
    void theOfficerFilesNothingOnIt() {
        long critical = proposal("critical");
        assertThat(cases.caseFile(officer, id).proposals())
                .extracting(Proposal::missing)
                .containsExactly(List.of(PaperKind.PATHOLOGY_REPORT));
        assertThat(cases.follow(officer, stay).proposals())
                .extracting(Proposal::missing)
                .containsExactly(List.of(PaperKind.PATHOLOGY_REPORT));
        refused("claim_evidence_missing", () -> proposals.accept(officer, critical, at("2026-02-13")));
        assertThat(cases.caseFile(member.actor(), id).proposals())
                .filteredOn(one -> one.state() == Proposal.State.OPEN)
                .extracting(Proposal::missing)
                .containsExactly(List.of());
        assertThat(claim(proposals.accept(member.actor(), critical, at("2026-02-13")))
                        .benefit()
                        .plan())
                .isEqualTo("critical");
    }

    @Test
    void whatTheOfficerBringsIsFiled() {
        Drafts.NewPaper own = new Drafts.NewPaper(Members.nextPaper(), PaperKind.PATHOLOGY_REPORT, Map.of());
        assertThat(proposals.accept(officer, proposal("critical"), own, at("2026-02-13")))
                .isPresent();
        assertThat(numbers(drafts.find(officer, id))).hasSize(3).contains(own.paper());
    }

    @Test
    void whatTheMemberGaveBeforeAnythingWentThroughTheOtherUnitIsShown() {
        long record = supplement(PaperKind.TEST_REPORT, "2026-02-10");
        assertThat(shown()).containsExactly(record);
    }

    @Test
    void soIsWhatAClaimThroughTheOwnUnitOwedAndNothingBesideIt() {
        Reviews.Ask ask =
                new Reviews.Ask(List.of(PaperKind.SETTLEMENT_SHEET, PaperKind.TEST_REPORT), "结算单和检查报告看不清，请再交一份。");
        reviews.askPapers(county(member), stay, claim(stay).version(), ask, at("2026-02-13"));
        long sheet = supplement(PaperKind.SETTLEMENT_SHEET, "2026-02-14");
        supplement(PaperKind.DISCHARGE_RECORD, "2026-02-15");
        long test = supplement(PaperKind.TEST_REPORT, "2026-02-16");
        supplement(PaperKind.TEST_REPORT, "2026-02-17");
        assertThat(shown()).containsExactly(sheet, test);
    }

    @Test
    void soIsWhatTheMemberFiledABenefitOfTheOwnUnitWith() {
        long evidence = Members.nextPaper();
        accept(proposal("critical"), evidence, "2026-02-13");
        assertThat(shown()).containsExactly(evidence);
    }

    @Test
    void soIsWhatARefusedClaimWasOpenedAgainBy() {
        propose(county(member), stay, GROUND);
        reviews.confirmRefusal(county(member), stay, claim(stay).version(), NOW.plusSeconds(60));
        long evidence = Members.nextPaper();
        Drafts.NewPaper paper = new Drafts.NewPaper(evidence, PaperKind.DISCHARGE_RECORD, Map.of());
        appeals.reopen(member.actor(), stay, claim(stay).version(), paper, at("2026-02-20"));
        assertThat(shown()).containsExactly(evidence);
    }

    /** The officer has the other unit now: what they wrote for the first is no longer theirs, nor that its receipt lies there. */
    @Test
    void whoIsOfTheOtherUnitNowFollowsNothingOfTheFirst() {
        Actor moved = data.actor(Role.UNIT_OFFICER, other.path(), Objects.requireNonNull(officer.person()));
        refused("not_found", () -> cases.caseFile(moved, id));
        refused("not_found", () -> drafts.find(moved, id));
        CaseId draft = members.draft(moved, member.person(), EventKind.HOSPITAL, facts, NOW);
        assertThat(drafts.withSameReceipt(moved, drafts.find(moved, draft))).isEmpty();
    }

    /** A receipt is used once: a person looks at it. */
    @Test
    void theOtherUnitsOfficerIsToldNothingOfTheReceipt() throws Exception {
        Actor theirs = data.officer(other);
        CaseId second = members.draft(theirs, member.person(), EventKind.HOSPITAL, facts, at("2026-02-13"));
        members.attach(theirs, second, PaperKind.PATHOLOGY_REPORT, at("2026-02-13"));
        assertThat(drafts.withSameReceipt(theirs, drafts.find(theirs, second))).isEmpty();
        ClaimId women = members.submit(theirs, second, at("2026-02-13"), "women")
                .claims()
                .get(0);
        String number =
                String.valueOf(cases.caseFile(member.actor(), id).eventCase().number());
        assertThat(signs.ofCase(TestData.FUND, second))
                .filteredOn(sign -> sign.kind() == Sign.Kind.SAME_RECEIPT)
                .extracting(Sign::otherNumber)
                .containsExactly(number);
        assertThat(cases.follow(theirs, women).signs()).isEmpty();
        assertThat(page("/my/claims/" + women.value(), theirs)).doesNotContain(number);
    }
}

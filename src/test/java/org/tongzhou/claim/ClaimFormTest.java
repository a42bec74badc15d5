package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.tongzhou.testing.Refused.refused;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.tongzhou.access.web.Visits;
import org.tongzhou.claim.Claims.Submission;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.document.Paper;
import org.tongzhou.document.PaperId;
import org.tongzhou.document.Papers;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.person.NewPerson;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.testing.TestData;

/** Odd forms at the door of a claim: days and amounts on the edge, two hands, two tabs, covers that are not theirs. */
class ClaimFormTest extends ClaimRoom {
    private static final String TICKED = "name=\"also\" value=\"critical\" checked";

    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

    @Autowired
    private Papers kept;

    @Autowired
    private Trips trips;

    @Autowired
    private Cases cases;

    @Autowired
    private Queues queues;

    @Autowired
    private Appeals appeals;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    @Test
    void moreThanTheRulesCanWorkOutIsRefusedAtTheForm() {
        FactSheet sheet = FactSheet.EMPTY.with(FactField.TOTAL, "900000000.00");
        assertThat(sheet.money(FactField.TOTAL)).contains(Money.ofYuan(900_000_000));
        refused("claim_fact_most", () -> sheet.with(FactField.TOTAL, "900000000.01"));
    }

    @Test
    void moreThanTheRulesCanWorkOutIsAFaultOfTheReading() {
        Map<FactField, ReadFact> reading = new java.util.EnumMap<>(FactField.class);
        FactField.AMOUNTS.forEach(field -> reading.put(field, new ReadFact("9000000000000", false)));
        FactSheet sheet = FactSheet.EMPTY.withReading(reading);
        assertThat(FactFault.of(sheet, new Needed(EventKind.HOSPITAL, true), "", FIRST))
                .contains(new FactFault(FactField.TOTAL, FactFault.Code.TOO_LARGE));
    }

    @Test
    void theNumberOfAReceiptIsOfDigitsAndLettersAndNotLong() {
        for (String wrong : java.util.List.of("见附件", "123", "1".repeat(21), "12/34/56", "<b>0012345</b>")) {
            refused("claim_fact_receipt", () -> FactSheet.EMPTY.with(FactField.RECEIPT_NO, wrong));
        }
        assertThat(FactSheet.EMPTY.with(FactField.RECEIPT_NO, "００１２ 345678").text(FactField.RECEIPT_NO))
                .contains("0012345678");
        assertThat(FactSheet.EMPTY.with(FactField.RECEIPT_NO, "zy-2026-00123").text(FactField.RECEIPT_NO))
                .contains("ZY202600123");
    }

    @Test
    void aNumberOfAReceiptThatCouldNotBeTypedIsNotTakenFromAReadingEither() {
        var read = new org.tongzhou.document.ReceiptReading.Field("票据号码", 0.9, false, null);
        assertThat(ReceiptFacts.of(new org.tongzhou.document.ReceiptReading(
                        Map.of("no", read), java.util.List.of(), java.util.List.of(), java.util.List.of())))
                .isEmpty();
    }

    @Test
    void theCheckHasOneButtonThatStandsOut() throws Exception {
        Member member = hospitalMember();
        CaseId draft = members.draft(
                member.actor(), member.person(), EventKind.HOSPITAL, Members.receipt(member, "1000.00"), NOW);
        String check = "/my/claims/draft/" + draft.value() + "/check";
        assertThat(page(check, member)).containsOnlyOnce("class=\"btn pri").contains("提交申领");
        assertThat(page(check + "?edit=no", member))
                .as("nothing is submitted beside what is being edited")
                .containsOnlyOnce("class=\"btn pri")
                .contains("保存修改")
                .doesNotContain("提交申领");
    }

    private String page(String path, Member member) throws Exception {
        return html(get(path), member);
    }

    private String html(MockHttpServletRequestBuilder asked, Member member) throws Exception {
        return mvc.perform(asked.with(visits.of(member.actor())))
                .andReturn()
                .getResponse()
                .getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void whatWasTickedStaysTickedWhenTheConsentWasForgotten() throws Exception {
        Member member = members.member(TestData.DAYE, Map.of("hospital", 1, "critical", 1));
        CaseId draft = withOffer(member);
        int version = drafts.find(member.actor(), draft).version();
        String submit = "/my/claims/draft/" + draft.value() + "/submit?also=critical&version=" + version;
        String answer = html(post(submit).with(csrf()), member);
        assertThat(answer).contains("请勾选", TICKED);
    }

    private CaseId withOffer(Member member) {
        Map<FactField, String> facts = Members.receipt(member, "1000.00");
        facts.put(FactField.DIAGNOSIS, "急性前壁心肌梗死 I21.0");
        CaseId draft = members.draft(member.actor(), member.person(), EventKind.HOSPITAL, facts, NOW);
        members.attach(member.actor(), draft, PaperKind.TEST_REPORT, NOW);
        return draft;
    }

    @Test
    void whatWasTickedStaysTickedWhileAFactIsPutRight() throws Exception {
        Member member = members.member(TestData.DAYE, Map.of("hospital", 1, "critical", 1));
        CaseId draft = withOffer(member);
        String path = "/my/claims/draft/" + draft.value();
        String change = "formaction=\"" + path + "/check\" name=\"edit\" value=\"hospital\"";
        assertThat(page(path + "/check", member)).contains(change).doesNotContain("?edit=", TICKED);
        String editing = html(post(path + "/check?edit=hospital&also=critical").with(csrf()), member);
        assertThat(editing)
                .contains("保存修改", "id=\"f.hospital\"", "type=\"hidden\" name=\"also\" value=\"critical\"")
                .doesNotContain(TICKED);
        assertThat(saved(member, draft, "9999999999.99")).contains("type=\"hidden\" name=\"also\" value=\"critical\"");
        assertThat(saved(member, draft, "1000.00")).contains(TICKED, "提交申领");
    }

    /** Another field is opened beside it; nothing is saved by that. */
    @Test
    void whatWasTypedStaysWhileAnotherFactIsOpened() throws Exception {
        Member member = members.member(TestData.DAYE, Map.of("hospital", 1, "critical", 1));
        CaseId draft = withOffer(member);
        String path = "/my/claims/draft/" + draft.value() + "/check";
        int version = drafts.find(member.actor(), draft).version();
        MockHttpServletRequestBuilder other =
                post(path + "?edit=no&also=critical").param("f.hospital", "另一家医院");
        assertThat(html(other.with(csrf()), member))
                .contains("value=\"另一家医院\"", "id=\"f.no\"", "type=\"hidden\" name=\"also\" value=\"critical\"");
        assertThat(drafts.find(member.actor(), draft).version()).isEqualTo(version);
    }

    private String saved(Member member, CaseId draft, String inScope) throws Exception {
        int version = drafts.find(member.actor(), draft).version();
        return html(
                post("/my/claims/draft/" + draft.value() + "/facts?also=critical&version=" + version)
                        .param("request_key", UUID.randomUUID().toString())
                        .param("f.selfScope", inScope)
                        .with(csrf()),
                member);
    }

    @Test
    void theLastDayOfTheWaitingPeriodPaysNothingAndTheNextDayPays() {
        LocalDate last = FIRST.plusDays(29);
        assertThat(newJoiner(last).amount()).isEqualTo(Money.ZERO);
        assertThat(newJoiner(last.plusDays(1)).amount()).isEqualTo(Money.ofYuan(700));
    }

    /** A first joiner of 1 January with thirty days to wait, who goes to hospital on that day. */
    private Claim newJoiner(LocalDate admitted) {
        NewPerson person = TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4));
        Member member = members.member(person, TestData.DAYE, Map.of("hospital", 1), FIRST, FIRST);
        CaseId draft = members.draft(
                member.actor(),
                member.person(),
                EventKind.HOSPITAL,
                Members.receipt(member, "1000.00", admitted, admitted.plusDays(3)),
                NOW);
        return claim(members.submit(member.actor(), draft, NOW).claims().get(0));
    }

    @Test
    void oneFenBelowTheLimitAtItAndAboveItFillItAndNoMore() {
        assertThat(usedAfter("19999.99")).isEqualTo(Money.parseYuan("19999.99"));
        assertThat(usedAfter("20000.00")).isEqualTo(Money.ofYuan(20_000));
        assertThat(usedAfter("20000.01")).isEqualTo(Money.ofYuan(20_000));
    }

    private Money usedAfter(String cost) {
        Member rider = members.member(TestData.DAYE, Map.of("gig-accident", 1));
        Map<FactField, String> facts = Members.receipt(rider, cost, FIRST, FIRST.plusDays(1));
        facts.put(FactField.EVENT_DAY, FIRST.toString());
        CaseId draft = members.draft(rider.actor(), rider.person(), EventKind.ACCIDENT, facts, NOW);
        members.submit(rider.actor(), draft, NOW);
        return usedBy(rider.person());
    }

    @Test
    void aPlanOfTheOtherSexOpensNothing() {
        Member man = members.member(TestData.DAYE, Map.of("hospital", 1));
        Map<FactField, String> facts = Members.receipt(man, "1000.00");
        facts.put(FactField.DIAGNOSIS, "乳腺恶性肿瘤 C50.9");
        CaseId draft = members.draft(man.actor(), man.person(), EventKind.HOSPITAL, facts, NOW);
        Submission ticked =
                new Submission(drafts.find(man.actor(), draft).version(), Set.of(new PlanCode("women")), true);
        Claims.Submitted done = claims.submit(man.actor(), draft, ticked, NOW);
        assertThat(done.claims()).hasSize(1);
        assertThat(done.proposals()).isEmpty();
    }

    @Test
    void theMemberAndTheOfficerWriteAtOnceAndTheSecondIsHeldForAPerson() {
        Member member = hospitalMember();
        Actor officer = data.officer(member.unit());
        Map<FactField, String> facts = Members.receipt(member, "1000.00");
        CaseId own = members.draft(member.actor(), member.person(), EventKind.HOSPITAL, facts, NOW);
        CaseId helped = members.draft(officer, member.person(), EventKind.HOSPITAL, facts, NOW);
        assertThat(helped).isNotEqualTo(own);
        members.submit(member.actor(), own, NOW);
        ClaimId second = members.submit(officer, helped, NOW).claims().get(0);
        refused("claim_signs_open", () -> approve(county(member), second));
        assertThat(cases.mine(member.actor()).claims().items())
                .extracting(Claim::id)
                .contains(second);
    }

    @Test
    void aReceiptThatLiesWithAnOwnClaimIsToldAtTheCheckAndOfAnothersNothing() {
        Member member = hospitalMember();
        Map<FactField, String> facts = Members.receipt(member, "1000.00");
        CaseId first = members.draft(member.actor(), member.person(), EventKind.HOSPITAL, facts, NOW);
        assertThat(sameReceipt(member.actor(), first)).isEmpty();
        members.submit(member.actor(), first, NOW);
        CaseId again = members.draft(member.actor(), member.person(), EventKind.HOSPITAL, facts, NOW);
        assertThat(sameReceipt(member.actor(), again)).map(EventCase::id).contains(first);
        Actor officer = data.officer(member.unit());
        CaseId helped = members.draft(officer, member.person(), EventKind.HOSPITAL, facts, NOW);
        assertThat(sameReceipt(officer, helped)).isEmpty();
        Member other = hospitalMember();
        CaseId others = members.draft(other.actor(), other.person(), EventKind.HOSPITAL, facts, NOW);
        assertThat(sameReceipt(other.actor(), others)).isEmpty();
        ClaimId only = cases.caseFile(member.actor(), first).claims().get(0).id();
        claims.withdraw(member.actor(), only, claim(only).version(), NOW);
        assertThat(sameReceipt(member.actor(), again)).isEmpty();
    }

    @Test
    void aPoorPictureIsAdvisedOnUntilItIsUsedAnyway() throws Exception {
        Member member = hospitalMember();
        CaseId draft = drafts.open(member.actor(), member.person(), EventKind.HOSPITAL, NOW);
        String papers = "/my/claims/draft/" + draft.value() + "/papers";
        RequestPostProcessor visitor = visits.of(member.actor());
        mvc.perform(multipart(papers)
                        .file(new MockMultipartFile("file", "记录.jpg", "image/jpeg", TestData.darkPicture()))
                        .param("kind", PaperKind.DISCHARGE_RECORD.name())
                        .param("request_key", UUID.randomUUID().toString())
                        .with(visitor)
                        .with(csrf()))
                .andExpect(redirectedUrl(papers));
        long paper = drafts.find(member.actor(), draft).papers().get(0).paper();
        String advised = "照片偏暗。请到亮一点的地方再拍。";
        mvc.perform(get(papers).with(visitor))
                .andExpect(content().string(allOf(containsString(advised), containsString("就用这张"))));
        mvc.perform(post(papers + "/" + paper + "/keep").with(visitor).with(csrf()))
                .andExpect(redirectedUrl(papers));
        mvc.perform(get(papers).with(visitor))
                .andExpect(content().string(allOf(containsString("已收到"), not(containsString(advised)))));
        mvc.perform(post(papers + "/" + (paper + 1) + "/keep").with(visitor).with(csrf()))
                .andExpect(status().isNotFound());
    }

    private long lastPaper(Member member) {
        Trip trip = trips.trip();
        Supplier<Map<PaperId, Paper>> last = kept.newest(trip, TestData.FUND, member.person(), 1);
        trip.go();
        return last.get().keySet().iterator().next().value();
    }

    /** A paper given after filing may be taken again too: the next of its kind speaks for it, or it is used as it is. */
    @Test
    void aPoorPictureGivenLaterIsAdvisedOnAsWell() throws Exception {
        Member member = hospitalMember();
        Claim claim = claim(hospital(member, "1000.00"));
        String page = "/my/claims/" + claim.id().value();
        String papers = "/my/cases/" + claim.eventCase().value() + "/papers";
        RequestPostProcessor visitor = visits.of(member.actor());
        String advised = "照片偏暗。请到亮一点的地方再拍。";
        mvc.perform(get(page).with(visitor)).andExpect(content().string(not(containsString(advised))));
        for (int taken = 0; taken < 2; taken++) {
            mvc.perform(multipart(papers)
                            .file(new MockMultipartFile("file", "记录.jpg", "image/jpeg", TestData.darkPicture()))
                            .param("kind", PaperKind.DISCHARGE_RECORD.name())
                            .param("back", Long.toString(claim.id().value()))
                            .param("request_key", UUID.randomUUID().toString())
                            .with(visitor)
                            .with(csrf()))
                    .andExpect(redirectedUrl(page));
        }
        long paper = lastPaper(member);
        mvc.perform(get(page).with(visitor))
                .andExpect(content().string(allOf(containsString(advised), containsString(paper + "/keep"))));
        mvc.perform(post(papers + "/" + paper + "/keep")
                        .param("back", Long.toString(claim.id().value()))
                        .with(visitor)
                        .with(csrf()))
                .andExpect(redirectedUrl(page));
        mvc.perform(get(page).with(visitor)).andExpect(content().string(not(containsString(advised))));
    }

    private Optional<EventCase> sameReceipt(Actor actor, CaseId draft) {
        return drafts.withSameReceipt(actor, drafts.find(actor, draft));
    }

    @Test
    void aSubmittedDraftIsNotWrittenAgainFromAnOldTab() {
        Member member = hospitalMember();
        CaseId draft = draft(member, "1000.00");
        int seen = drafts.find(member.actor(), draft).version();
        members.submit(member.actor(), draft, NOW);
        refused(
                "claim_already_submitted",
                () -> drafts.correct(member.actor(), draft, seen, Map.of(FactField.TOTAL, "9.00"), NOW));
        refused("claim_already_submitted", () -> drafts.discard(member.actor(), draft, seen, NOW));
        refused(
                "claim_already_submitted",
                () -> claims.submit(member.actor(), draft, new Submission(seen, Set.of(), true), NOW));
    }

    @Test
    void anAppealedClaimLiesWithTheProvinceAndNotWithWhoeverActedOnIt() {
        Member member = members.member("420325", Map.of("hospital", 1));
        ClaimId id = smallClaim(member);
        Actor first = county(member);
        propose(first, id, new Reviews.Ground("hospital-2025 §3", "这次入院在等待期内，按条款不能给付。"));
        reviews.confirmRefusal(county(member), id, claim(id).version(), NOW);
        appeals.appeal(member.actor(), id, claim(id).version(), "我是连续续保的，没有等待期，请再看。", NOW);
        LocalDate today = LocalDate.of(2026, 2, 10);
        Actor old = data.actor(Role.PROVINCE_REVIEWER, first.scope().path(), first.person());
        Actor fresh = data.actor(Role.PROVINCE_REVIEWER, first.scope().path());
        assertThat(queues.queue(old, QueuePlace.FIRST, today).rows().items()).isEmpty();
        assertThat(queues.queue(fresh, QueuePlace.FIRST, today).rows().items())
                .extracting(QueueRow::id)
                .containsExactly(id);
    }
}

package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.tongzhou.claim.Members.at;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.claim.Claims.Submitted;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;
import tools.jackson.databind.JsonNode;

/** Letters are kept under {@code target/letters} to be looked at. */
@RoomTest
class DecisionLetterTest {
    @Autowired
    MockMvc mvc;

    @Autowired
    Visits visits;

    @Autowired
    Members members;

    @Autowired
    Reviews reviews;

    @Autowired
    ClaimStore store;

    @Test
    void anAppendixIsExplainedToTheFenWithItsClauses() throws Exception {
        Instant now = at("2025-10-10");
        Member wang = golden(1, "2025-01-01");
        CaseId id = stay(wang, 2, now);
        ClaimId claim = members.submit(wang.actor(), id, now).claims().get(0);
        approve(wang, claim, now);
        String zh = letter(wang.actor(), claim, "zh-CN");
        assertThat(zh)
                .contains(
                        "给付决定书", wang.name(), "1,404.38", "壹仟肆佰零肆元叁角捌分", "2,006.25", "70%", "1,404.375", "第 6 条", "复议")
                .doesNotContain("claim.letter");
        assertThat(pages(pdf("/my/claims/" + claim.value() + "/letter.pdf", wang.actor(), "zh-CN")))
                .as("a letter of one stay is one page")
                .isEqualTo(1);
        assertThat(letter(wang.actor(), claim, "en"))
                .contains("Decision letter", "¥1,404.38", "You receive", "Article 6", "appeal");
        Actor county = members.reviewer(Role.COUNTY_REVIEWER, wang.unit());
        assertThat(text(pdf("/reviews/" + claim.value() + "/letter.pdf", county, "zh-CN")))
                .contains("1,404.38")
                .doesNotContain(wang.name());
    }

    @Test
    void threeBenefitsOfOneIllnessAddUpInTheLetter() throws Exception {
        Instant now = at("2025-06-10");
        Member sheng = golden(2, "2025-02-21");
        CaseId id = stay(sheng, 3, now);
        members.attach(sheng.actor(), id, PaperKind.PATHOLOGY_REPORT, now);
        Submitted done = members.submit(sheng.actor(), id, now, "critical", "women");
        for (ClaimId claim : done.claims()) {
            approve(sheng, claim, now);
        }
        ClaimId critical = done.claims().stream()
                .filter(one -> claim(one).benefit().plan().equals("critical"))
                .findFirst()
                .orElseThrow();
        assertThat(letter(sheng.actor(), critical, "zh-CN"))
                .contains("40,000.00", "1,312.10", "15,000.00", "56,312.10", "首次确诊日期 2025-05-11");
        assertThat(letter(sheng.actor(), critical, "en")).contains("All benefits of this event", "56,312.10");
        assertThat(page("/my/claims/" + critical.value(), sheng.actor()))
                .contains("同一次事件共", "56,312.10 元", "1,312.10 元");
        Actor county = members.reviewer(Role.COUNTY_REVIEWER, sheng.unit());
        assertThat(page("/reviews/" + critical.value(), county)).contains("1,312.10", "15,000.00", "56,312.10");
    }

    @Test
    void aRefusalIsWrittenWithItsWordsItsClauseAndTheDayOfAppeal() throws Exception {
        Member member = members.member(TestData.DAYE, Map.of("hospital", 1));
        ClaimId claim =
                members.hospitalClaim(member, "1000.00", TestData.NOW).claims().get(0);
        refuse(member, claim);
        assertThat(letter(member.actor(), claim, "zh-CN"))
                .contains("不予支付决定书", "这次入院在等待期内", "第 3 条", "2026-04-11")
                .doesNotContain("可以领");
    }

    @Test
    void thereIsNoLetterBeforeTheDecisionAndNoneForOthers() throws Exception {
        Member member = members.member(TestData.DAYE, Map.of("hospital", 1));
        ClaimId claim =
                members.hospitalClaim(member, "1000.00", TestData.NOW).claims().get(0);
        assertThat(status(member.actor(), claim)).isEqualTo(409);
        Member other = members.member(TestData.DAYE, Map.of("hospital", 1));
        assertThat(status(other.actor(), claim)).isEqualTo(404);
    }

    private int status(Actor actor, ClaimId claim) throws Exception {
        return mvc.perform(get("/my/claims/" + claim.value() + "/letter.pdf").with(visits.of(actor)))
                .andReturn()
                .getResponse()
                .getStatus();
    }

    private void refuse(Member member, ClaimId claim) {
        Actor county = members.reviewer(Role.COUNTY_REVIEWER, member.unit());
        Reviews.Ground ground = new Reviews.Ground("hospital-2025 §3", "这次入院在等待期内，按条款不能给付。");
        reviews.proposeRefusal(county, claim, claim(claim).version(), ground, TestData.NOW);
        Actor city = members.reviewer(Role.CITY_REVIEWER, member.unit());
        reviews.confirmRefusal(city, claim, claim(claim).version(), TestData.NOW);
    }

    /** Up the levels until nobody is left to ask; a class that has to be confirmed is the first one. */
    private void approve(Member member, ClaimId id, Instant now) {
        Map<Level, Role> roles = Map.of(
                Level.COUNTY,
                Role.COUNTY_REVIEWER,
                Level.CITY,
                Role.CITY_REVIEWER,
                Level.PROVINCE,
                Role.PROVINCE_REVIEWER);
        while (claim(id).state() == ClaimState.REVIEW) {
            Actor reviewer = members.reviewer(
                    Optional.ofNullable(roles.get(claim(id).level())).orElseThrow(), member.unit());
            Outcome outcome = StoredDecision.read(store.decision(TestData.FUND, id));
            if (claim(id).benefit().lumpSum() && store.extras(TestData.FUND, id).finding() == null) {
                String disease = outcome.choices().isEmpty()
                        ? "none"
                        : outcome.choices().get(0).disease();
                reviews.confirmClass(reviewer, id, claim(id).version(), disease, now);
            }
            reviews.approve(reviewer, id, claim(id).version(), now);
        }
        assertThat(claim(id).state()).isEqualTo(ClaimState.APPROVED);
    }

    private String letter(Actor actor, ClaimId claim, String language) throws Exception {
        return text(pdf("/my/claims/" + claim.value() + "/letter.pdf", actor, language));
    }

    private byte[] pdf(String path, Actor actor, String language) throws Exception {
        byte[] pdf = mvc.perform(get(path).with(visits.of(actor)).cookie(new Cookie("language", language)))
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        String name = path.substring(1).replace('/', '-').replace(".pdf", "-" + language + ".pdf");
        Files.write(Files.createDirectories(Path.of("target/letters")).resolve(name), pdf);
        return pdf;
    }

    private String page(String path, Actor actor) throws Exception {
        return mvc.perform(get(path).with(visits.of(actor)))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private static int pages(byte[] pdf) throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return document.getNumberOfPages();
        }
    }

    static String text(byte[] pdf) throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private CaseId stay(Member member, int receipt, Instant now) {
        Map<FactField, String> facts = Members.golden(Members.golden("receipt-" + receipt + ".json"));
        facts.put(FactField.PAYER, member.name());
        facts.put(FactField.RECEIPT_NO, "8" + facts.get(FactField.RECEIPT_NO));
        return members.draft(member.actor(), member.person(), EventKind.HOSPITAL, facts, now);
    }

    /** Somebody of the covers and sex of a golden person. */
    private Member golden(int index, String from) {
        JsonNode person = Members.golden("people.json").get("people").get(index);
        Map<String, Integer> plans = new HashMap<>();
        person.get("cover")
                .forEach(cover -> plans.put(
                        cover.get("plan").asString(), cover.get("units").asInt()));
        LocalDate first = LocalDate.parse(from);
        return members.member(
                TestData.newPerson(new ResidentId(person.get("id").asString()).sex(), LocalDate.of(1975, 5, 6)),
                person.get("county").asString(),
                plans,
                first,
                first);
    }

    private Claim claim(ClaimId id) {
        return store.findWithin(Scope.province(TestData.FUND), id).orElseThrow();
    }
}

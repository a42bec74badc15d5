package org.tongzhou.catalogue.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrlPattern;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.plan.PlanBook;
import org.tongzhou.plan.PlanSchema;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** Pages are kept under {@code target/plans} to be looked at. */
@RoomTest
class PlanPagesTest {
    private static final List<String> CODES =
            List.of("hospital", "critical", "women", "accident", "short-accident", "gig-accident");

    private static final String HOSPITAL = PlanBook.shippedFiles().getOrDefault("hospital-2025.yaml", "");
    private static final String WAITING = "waiting: {days: {value: 30, example: true}, waived_on_renewal: true";

    private static final AtomicInteger SHOWN = new AtomicInteger();

    @Autowired
    MockMvc mvc;

    @Autowired
    Visits visits;

    @Autowired
    TestData data;

    @Autowired
    Plans plans;

    @Test
    void everyPlanIsShownToStaffAndMembersInBothLanguages() throws Exception {
        Actor reviewer = data.actor(Role.COUNTY_REVIEWER, "/42/4202/420281/");
        Actor member = data.actor(Role.MEMBER, TestData.PROVINCE);
        for (String language : List.of("zh-CN", "en")) {
            for (Actor actor : List.of(reviewer, member)) {
                String list = page("/plans", actor, language);
                for (String code : CODES) {
                    assertThat(list).contains("href=\"/plans/" + code + "\"");
                    assertThat(page("/plans/" + code, actor, language))
                            .contains(code.equals("women") ? "15,000" : "id=\"c2\"");
                }
            }
        }
    }

    @Test
    void exampleValuesCarryTheMarkAndOthersDoNot() throws Exception {
        Actor member = data.actor(Role.MEMBER, TestData.PROVINCE);
        String women = page("/plans/women", member, "zh-CN");
        assertThat(women).containsPattern("首次参加 30 天，连续续保没有</span>\\s*<span class=\"tag plain ex\"");
        assertThat(women).containsPattern("每份 25 元</span>\\s*</dd>");
        assertThat(page("/plans/hospital", member, "zh-CN"))
                .containsPattern("每份 95 元</span>\\s*<span class=\"tag plain ex\"");
    }

    /** The designer's list leads there before the first day, and covers run on after the last. */
    @Test
    void aPlanThatIsStillToComeOrHasEndedIsShownToo() throws Exception {
        String text = PlanBook.shippedFiles().getOrDefault("short-accident-2025.yaml", "");
        plans.accept(
                TestData.FUND,
                Map.of(
                        "coming.yaml",
                        text.replace("plan: short-accident", "plan: coming").replace("from: 2025", "from: 2098"),
                        "over.yaml",
                        text.replace("plan: short-accident", "plan: over")
                                .replace("from: 2025-01-01", "from: 2025-01-01\nvalid_to: 2025-02-01")),
                TestData.NOW);
        Actor designer = data.actor(Role.PLAN_DESIGNER, TestData.PROVINCE);
        assertThat(page("/plans/coming", designer, "en")).contains("2098");
        page("/plans/over", designer, "en");
        assertThat(page("/plans", designer, "en")).doesNotContain("/plans/coming", "/plans/over");
    }

    /** A fee of nothing for one kind of unit makes the plan free for that kind alone. */
    @Test
    void aPlanIsFreeOnlyWhereNobodyPays() throws Exception {
        String fee = "fee: {per_unit: {value: 95.00, example: true}}";
        String paid = HOSPITAL.replace(
                fee, "fee: {by_unit_type: [{class: enterprise, per_unit: 60.00}, {class: gig_union, per_unit: 0.00}]}");
        assertThat(shown(paid, "zh-CN")).contains("0 元 起，按单位类型").doesNotContain("免费");
        assertThat(shown(HOSPITAL.replace(fee, "fee: {per_person: 0.00}"), "zh-CN"))
                .contains("免费");
    }

    @Test
    void aWaitOfEveryTermIsNotToldAsOneOfFirstJoiners() throws Exception {
        String every = HOSPITAL.replace(WAITING, "waiting: {months: 2, waived_on_renewal: false");
        assertThat(shown(every, "zh-CN")).contains("每期 2 个月").doesNotContain("首次参加 2", "意外的等待期");
        assertThat(shown(every, "en")).contains("2 months each term").doesNotContain("months for first joiners");
        String first =
                HOSPITAL.replace(WAITING, "waiting: {months: 2, waived_on_renewal: true, waived_for_accidents: true");
        assertThat(shown(first, "zh-CN")).contains("首次参加 2 个月").containsPattern("意外的等待期[^§]{0,120}没有");
    }

    @Test
    void thePlanSaysOverWhatTiersAndRatesByStayCount() throws Exception {
        String rules = "tiers: [{up_to: 2000, rate: 80%}, {rate: 50%}], per: life, clause: \"6\"}\n"
                + "      - {rate_by_stay: [70%, 40%], per: life, clause: \"6\"}";
        String life = HOSPITAL.replace("rate: 70%\n        clause: \"6\"", "{" + rules);
        assertThat(shown(life, "zh-CN")).contains("终身累计 0 元 至 2,000 元 的部分", "终身累计 2,000 元 以上的部分", "按终身住院次数的比例");
        assertThat(shown(life.replace("per: life", "per: term"), "zh-CN"))
                .contains("保障期累计 0 元 至 2,000 元 的部分", "按保障期住院次数的比例");
        assertThat(shown(life, "en")).contains("Over a lifetime, above ¥2,000", "Rate by stay in life");
    }

    private String shown(String text, String language) throws Exception {
        String code = "shown-" + SHOWN.incrementAndGet();
        accept(text.replace("plan: hospital", "plan: " + code).replace("from: 2025", "from: 2097"));
        return page("/plans/" + code, data.actor(Role.PLAN_DESIGNER, TestData.PROVINCE), language);
    }

    /** One plan took a new cap, and the draft of the other was given up. */
    @Test
    void theDesignersListWarnsOfASharedCapThatIsNoLongerTheSame() throws Exception {
        String text =
                PlanBook.shippedFiles().getOrDefault("hospital-2025.yaml", "").replace("from: 2025", "from: 2097");
        Actor designer = data.actor(Role.PLAN_DESIGNER, TestData.PROVINCE);
        for (String plan : List.of("sharing", "following")) {
            accept(capped(text.replace("plan: hospital", "plan: " + plan), "30000"));
        }
        assertThat(page("/plans/drafts", designer, "en")).doesNotContain("class=\"note warn\"");
        accept(capped(text.replace("plan: hospital", "plan: sharing"), "40000")
                .replace("\"2025\"", "\"2098\"")
                .replace("from: 2097", "from: 2098"));
        assertThat(page("/plans/drafts", designer, "en"))
                .contains("class=\"note warn\"", "From 2098-01-01 the shared cap shared_by_two");
        assertThat(page("/plans/drafts", designer, "zh-CN")).contains("共用限额 shared_by_two");
    }

    private void accept(String text) {
        plans.accept(TestData.FUND, Map.of("file.yaml", text), TestData.NOW);
    }

    private static String capped(String text, String cap) {
        return text.replace(
                "    rules:\n",
                "    rules:\n      - {cap: " + cap + ", per: term, group: shared_by_two, clause: \"6\"}\n");
    }

    @Test
    void unknownPlanIsNotFoundAndVisitorsSignInFirst() throws Exception {
        Actor member = data.actor(Role.MEMBER, TestData.PROVINCE);
        mvc.perform(get("/plans/../x").with(visits.of(member))).andExpect(status().is4xxClientError());
        mvc.perform(get("/plans/nothing").with(visits.of(member))).andExpect(status().isNotFound());
        mvc.perform(get("/plans")).andExpect(redirectedUrlPattern("/login**"));
    }

    @Test
    void theSchemaIsServedToAnybodyAndKeptByTheirEditor() throws Exception {
        var response = mvc.perform(get("/schema/plan.schema.json"))
                .andExpect(status().isOk())
                .andExpect(content().contentType("application/schema+json"))
                .andExpect(content().bytes(PlanSchema.file()))
                .andExpect(header().string("Cache-Control", "max-age=3600, public"))
                .andReturn()
                .getResponse();
        mvc.perform(get("/schema/plan.schema.json").header("If-None-Match", String.valueOf(response.getHeader("ETag"))))
                .andExpect(status().isNotModified());
    }

    private String page(String path, Actor actor, String language) throws Exception {
        String html = mvc.perform(get(path).with(visits.of(actor)).cookie(new Cookie("language", language)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        String name =
                path.substring(1).replace('/', '-') + "-" + language + (actor.is(Role.MEMBER) ? "-phone" : "-desk");
        Files.writeString(Files.createDirectories(Path.of("target/plans")).resolve(name + ".html"), html);
        return html;
    }
}

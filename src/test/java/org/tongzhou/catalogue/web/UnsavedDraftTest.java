package org.tongzhou.catalogue.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.access.web.Visits;
import org.tongzhou.catalogue.Draft;
import org.tongzhou.catalogue.DraftId;
import org.tongzhou.catalogue.Drafts;
import org.tongzhou.catalogue.PlanText;
import org.tongzhou.catalogue.Replays;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.shell.TestFrames;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** What the second person gets to see is what stood on the page when its maker handed it over. */
@RoomTest
class UnsavedDraftTest {
    @Autowired
    MockMvc mvc;

    @Autowired
    Visits visits;

    @Autowired
    TestData data;

    @Autowired
    Drafts drafts;

    @Autowired
    DraftDesk desk;

    @Autowired
    Replays replays;

    private Actor designer;
    private DraftId id;

    @BeforeEach
    void aDraftThatIsReady() {
        designer = data.actor(Role.PLAN_DESIGNER, TestData.PROVINCE);
        id = drafts.start(designer, new PlanCode("short-accident"), TestData.NOW);
        String text = PlanText.of(draft().text()).with(Map.of("valid_from", "2031-01-01"));
        drafts.save(designer, draft().with(text, draft().cases(), "第一行\r\n第二行，够长的说明"), TestData.NOW);
        replays.run(designer, id, Duration.ofSeconds(20), TestData.NOW);
    }

    @Test
    void anotherTextIsNotSubmittedAndStaysOnThePage() throws Exception {
        String typed = draft().text().replace("valid_from: 2031-01-01", "valid_from: 2031-02-01");
        assertThat(refused("text", typed)).contains("没有送审", "valid_from: 2031-02-01");
    }

    @Test
    void anotherValueInTheFormIsNotSubmittedAndStaysOnThePage() throws Exception {
        assertThat(refused("text", draft().text(), "v.valid_from", "2031-02-01"))
                .contains("没有送审", "valid_from: 2031-02-01");
    }

    @Test
    void otherCasesOrAnotherReasonAreNotSubmittedAndStayOnThePage() throws Exception {
        assertThat(refused("cases", draft().cases() + "\n")).contains("没有送审");
        assertThat(refused("reason", "另写的说明，也要先保存才算")).contains("没有送审", "另写的说明");
    }

    /** Browsers send every line's end in two characters. */
    @Test
    void whatIsSavedIsSubmitted() throws Exception {
        String text = draft().text().replace("\n", "\r\n");
        String cases = draft().cases().replace("\n", "\r\n");
        MockHttpServletResponse answer = submitted(
                draft().version(),
                "text",
                text,
                "cases",
                cases,
                "reason",
                draft().told().reason(),
                "v.valid_from",
                "2031-01-01 ");
        assertThat(answer.getStatus()).isEqualTo(302);
        assertThat(draft().state()).isEqualTo(Draft.State.SUBMITTED);
    }

    @Test
    void aDraftThatWasSavedElsewhereMeanwhileIsSaidToBe() throws Exception {
        int seen = draft().version();
        drafts.save(designer, draft().with(draft().text(), draft().cases(), "在另一个窗口里写的说明"), TestData.NOW);
        MockHttpServletResponse answer = submitted(seen, "reason", "这个窗口里的说明，写得够长");
        assertThat(answer.getContentAsString(StandardCharsets.UTF_8)).contains("在别处改过了", "这个窗口里的说明");
    }

    @Test
    void aTrialIsOfWhatStandsOnThePageAndLosesNothingOfIt() throws Exception {
        int seen = draft().version();
        String typed = draft().text().replace("valid_from: 2031-01-01", "valid_from: 2031-02-01");
        String page = shown(
                sent("/try", seen, "text", typed, "reason", "还没有保存的说明", "t.kind", "accident", "t.day", "2031-03-04"));
        assertThat(page)
                .contains("valid_from: 2031-02-01", "还没有保存的说明", "name=\"version\" value=\"" + seen + "\"")
                .contains("value=\"2031-03-04\"");
        assertThat(draft().version()).isEqualTo(seen);
        assertThat(draft().text()).contains("valid_from: 2031-01-01");
    }

    /** Somebody who changed it elsewhere meanwhile is still not overwritten by the next button. */
    @Test
    void aTrialDoesNotTakeThePageForANewerOne() throws Exception {
        int seen = draft().version();
        drafts.save(designer, draft().with(draft().text(), draft().cases(), "在另一个窗口里写的说明"), TestData.NOW);
        assertThat(shown(sent("/try", seen, "text", draft().text())))
                .contains("name=\"version\" value=\"" + seen + "\"");
    }

    @Test
    void aCheckDoesNotTakeThePageForANewerOneEither() throws Exception {
        int seen = draft().version();
        drafts.save(designer, draft().with(draft().text(), draft().cases(), "在另一个窗口里写的说明"), TestData.NOW);
        assertThat(shown(sent("/check", seen, "from", "text", "text", draft().text())))
                .contains("name=\"version\" value=\"" + seen + "\"");
    }

    @Test
    void pastClaimsAreNotReplayedWhileSomethingIsUnsavedWhichStaysOnThePage() throws Exception {
        String typed = draft().text().replace("valid_from: 2031-01-01", "valid_from: 2031-02-01");
        MockHttpServletResponse answer = sent("/replay", draft().version(), "text", typed, "reason", "还没有保存的说明");
        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(shown(answer)).contains("没有测算", "valid_from: 2031-02-01", "还没有保存的说明", "data-leave=\"typed\"");
    }

    /** It was saved in another window between its being read and its being shown. */
    @Test
    void aPageOnWhichNobodyTypedHasNothingUnsaved() {
        Draft read = desk.draft(designer, id.value());
        drafts.save(designer, draft().with(draft().text(), draft().cases(), "在另一个窗口里写的说明"), TestData.NOW);
        ModelAndView page = desk.page(designer, read, DraftViews.Look.PLAIN, TestFrames.seenBy(designer));
        assertThat(page.getModel().get("page"))
                .isInstanceOfSatisfying(
                        DraftPage.class, shown -> assertThat(shown.unsaved()).isFalse());
    }

    @Test
    void aCheckAndATrialOfWhatWasTypedSayThatItIsUnsavedAndOfWhatIsSavedDoNot() throws Exception {
        for (String act : List.of("/check", "/try")) {
            assertThat(shown(sent(act, draft().version(), "from", "text", "text", draft().text() + "# 新的一行\n")))
                    .contains("data-leave=\"typed\"");
            assertThat(shown(sent(act, draft().version(), "from", "text", "text", draft().text())))
                    .contains("data-leave=\"\"");
        }
    }

    @Test
    void pastClaimsAreReplayedByWhatIsSaved() throws Exception {
        assertThat(sent("/replay", draft().version(), "text", draft().text().replace("\n", "\r\n"))
                        .getRedirectedUrl())
                .endsWith("/replay");
    }

    @Test
    void aPageOfBeforeIsNotReplayedByWhatWasSavedElsewhereMeanwhile() throws Exception {
        int seen = draft().version();
        String before = draft().text();
        String other = before.replace("valid_from: 2031-01-01", "valid_from: 2031-02-01");
        drafts.save(
                designer, draft().with(other, draft().cases(), draft().told().reason()), TestData.NOW);
        assertThat(shown(sent("/replay", seen, "text", before))).contains("在别处改过了", "valid_from: 2031-01-01");
    }

    @Test
    void aTriedCaseIsKeptTogetherWithWhatStandsOnThePage() throws Exception {
        String typed = draft().text().replace("valid_from: 2031-01-01", "valid_from: 2031-02-01");
        String[] fields = {
            "text",
            typed,
            "t.kind",
            "accident",
            "t.day",
            "2031-03-04",
            "t.from",
            "2031-03-01",
            "t.sex",
            "male",
            "t.units",
            "1",
            "t.in_scope",
            "500.00",
            "name",
            "试过的一件",
            "pays",
            "0.00"
        };
        assertThat(sent("/case", draft().version(), fields).getStatus()).isEqualTo(302);
        assertThat(draft().text()).contains("valid_from: 2031-02-01");
        assertThat(draft().cases()).contains("试过的一件");
    }

    private static String shown(MockHttpServletResponse answer) throws Exception {
        return answer.getContentAsString(StandardCharsets.UTF_8);
    }

    private String refused(String... fields) throws Exception {
        MockHttpServletResponse answer = submitted(draft().version(), fields);
        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(draft().state()).isEqualTo(Draft.State.DRAFT);
        return answer.getContentAsString(StandardCharsets.UTF_8);
    }

    private MockHttpServletResponse submitted(int version, String... fields) throws Exception {
        return sent("/submit", version, fields);
    }

    private MockHttpServletResponse sent(String act, int version, String... fields) throws Exception {
        var request = post("/plans/drafts/" + id.value() + act)
                .param("request_key", UUID.randomUUID().toString())
                .param("version", String.valueOf(version));
        for (int i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return mvc.perform(request.with(visits.of(designer)).with(csrf()))
                .andReturn()
                .getResponse();
    }

    private Draft draft() {
        return drafts.find(designer, id);
    }
}

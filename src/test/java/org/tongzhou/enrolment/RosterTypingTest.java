package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.tongzhou.testing.TestData.DAYE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Actor;

/** Three rows with wrong phones, typed over on one page: rows 2, 3 and 4, column 3. */
class RosterTypingTest extends RosterRoom {
    private static final String RIGHT = "13912345670";

    @Autowired
    MockMvc mvc;

    @Autowired
    Visits visits;

    @Test
    void theButtonOfOneRowSavesWhatWasTypedInAll() throws Exception {
        Actor officer = data.officer(data.unit(DAYE));
        DraftId draft = threeWrong(officer);
        assertThat(typed(officer, draft, "r2.c3", RIGHT, "r3.c3", "139000", "r4.c3", RIGHT, "save", "2")
                        .getStatus())
                .isEqualTo(302);
        assertThat(standings(officer, draft)).containsExactly(false, true, false);
        assertThat(page(officer, draft)).contains("name=\"r3.c3\" value=\"139000\"", "手机号 6 位");
    }

    @Test
    void anEnrolledRowIsLeftAndTheOthersAreTaken() throws Exception {
        Actor officer = data.officer(data.unit(DAYE));
        DraftId draft = threeWrong(officer);
        rosters.fix(officer, draft, List.of(new CellFix(2, 3, RIGHT)), NOW);
        enrol(officer, draft);
        MockHttpServletResponse answer = typed(officer, draft, "r2.c3", "139", "r3.c3", RIGHT);
        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(answer.getContentAsString(StandardCharsets.UTF_8)).contains("第 2 行已经参保，没有改。其余改动已保存。");
        assertThat(standings(officer, draft)).containsExactly(false, false, true);
    }

    /** Two officers share the column; each has the other's rows on the page as they were when it was drawn. */
    @Test
    void whatNobodyTouchedTakesNothingBack() throws Exception {
        Actor officer = data.officer(data.unit(DAYE));
        DraftId draft = threeWrong(officer);
        rosters.fix(officer, draft, List.of(new CellFix(2, 3, RIGHT)), NOW);
        typed(officer, draft, "w2.c3", "1", "r2.c3", "1", "w3.c3", "22", "r3.c3", RIGHT);
        assertThat(standings(officer, draft)).containsExactly(false, false, true);
    }

    @Test
    void aRowIsTakenAsItStandsByItsOwnButton() throws Exception {
        Actor officer = data.officer(data.unit(DAYE));
        DraftId draft = threeWrong(officer);
        typed(officer, draft, "w2.c3", "1", "r2.c3", "1", "w3.c3", "22", "r3.c3", "22", "save", "3");
        assertThat(rosters.verdict(officer, draft, TODAY).lines())
                .extracting(RosterLine::fixed)
                .containsExactly(false, true, false);
    }

    @Test
    void whatWasTypedIsSavedBeforeARowIsTakenOut() throws Exception {
        Actor officer = data.officer(data.unit(DAYE));
        DraftId draft = threeWrong(officer);
        typed(officer, draft, "r3.c3", RIGHT, "out", "2");
        DraftVerdict verdict = rosters.verdict(officer, draft, TODAY);
        assertThat(verdict.count(RosterLine.Standing.REMOVED)).isOne();
        assertThat(List.of(verdict.bad(), verdict.good())).containsExactly(1, 1);
        typed(officer, draft, "back", "2");
        assertThat(rosters.verdict(officer, draft, TODAY).bad()).isEqualTo(2);
    }

    @Test
    void aRefusedPageKeepsAllThatWasTyped() throws Exception {
        Actor officer = data.officer(data.unit(DAYE));
        DraftId draft = threeWrong(officer);
        MockHttpServletResponse answer = typed(officer, draft, "r2.c3", "1".repeat(201), "r3.c3", RIGHT);
        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(answer.getContentAsString(StandardCharsets.UTF_8))
                .contains("一格最多 200 个字", "name=\"r3.c3\" value=\"" + RIGHT + "\"")
                .contains("name=\"w3.c3\" value=\"22\"");
        assertThat(standings(officer, draft)).containsExactly(true, true, true);
    }

    @Test
    void theSamePageTwiceIsSavedOnce() throws Exception {
        Actor officer = data.officer(data.unit(DAYE));
        DraftId draft = threeWrong(officer);
        String key = UUID.randomUUID().toString();
        sent(officer, draft, key, "r2.c3", RIGHT, "r3.c3", RIGHT);
        rosters.fix(officer, draft, List.of(new CellFix(2, 3, "1")), NOW);
        assertThat(sent(officer, draft, key, "r2.c3", RIGHT, "r3.c3", RIGHT).getStatus())
                .isEqualTo(302);
        assertThat(standings(officer, draft)).containsExactly(true, false, true);
        assertThat(sent(officer, draft, key, "r2.c3", RIGHT).getStatus()).isEqualTo(422);
    }

    /** An input shows no break of a line, and sends back at most what it shows. */
    @Test
    void anInputHoldsWhatItWouldSend() throws Exception {
        Actor officer = data.officer(data.unit(DAYE));
        String csv = HEAD + "张三," + man().number() + ",,\"12\n3\",1,,,\n";
        csv += "李四," + man().number() + ",," + "7".repeat(300) + ",1,,,\n";
        assertThat(page(officer, upload(officer, csv)))
                .contains("name=\"w2.c3\" value=\"123\"", "name=\"r2.c3\" value=\"123\"")
                .contains("name=\"r3.c3\" value=\"" + "7".repeat(200) + "\"");
    }

    @Test
    void aRareCharacterAtTheEndOfALongCellIsShownWholeAndTakenAsItStands() throws Exception {
        Actor officer = data.officer(data.unit(DAYE));
        String shown = "7".repeat(199) + "𠮷";
        DraftId draft = upload(officer, HEAD + "李四," + man().number() + ",," + shown + "888,1,,,\n");
        assertThat(page(officer, draft)).contains("name=\"r2.c3\" value=\"" + shown + "\"");
        assertThat(typed(officer, draft, "w2.c3", shown, "r2.c3", shown, "save", "2")
                        .getStatus())
                .isEqualTo(302);
    }

    /** Another worker's phone passes every check. */
    @Test
    void aCorrectionThatWasWrongIsUndoneAndTheRowCorrectedAnew() throws Exception {
        Actor officer = data.officer(data.unit(DAYE));
        DraftId draft = threeWrong(officer);
        assertThat(page(officer, draft)).doesNotContain("退回文件里的值");
        typed(officer, draft, "r3.c3", "13800138000");
        assertThat(page(officer, draft))
                .contains("name=\"undo\" value=\"3\"", "退回文件里的值")
                .doesNotContain("name=\"undo\" value=\"2\"");
        typed(officer, draft, "r4.c3", RIGHT, "undo", "3");
        assertThat(standings(officer, draft)).containsExactly(true, true, false);
        assertThat(page(officer, draft)).contains("name=\"r3.c3\" value=\"22\"");
        typed(officer, draft, "r3.c3", RIGHT);
        assertThat(standings(officer, draft)).containsExactly(true, false, false);
    }

    /** A second cell of the row is wrong still, so that the first is behind its mask already. */
    @Test
    void aCorrectionIsUndoneInARowThatIsWrongElsewhere() throws Exception {
        Actor officer = data.officer(data.unit(DAYE));
        DraftId draft = upload(officer, HEAD + "," + man().number() + ",,22,1,,,\n");
        typed(officer, draft, "r2.c3", "13800138000");
        assertThat(page(officer, draft)).contains("name=\"undo\" value=\"2\"").doesNotContain("name=\"r2.c3\"");
        typed(officer, draft, "undo", "2");
        assertThat(page(officer, draft)).contains("name=\"r2.c3\" value=\"22\"").doesNotContain("name=\"undo\"");
    }

    @Test
    void whatIsEnrolledIsNotUndone() throws Exception {
        Actor officer = data.officer(data.unit(DAYE));
        DraftId draft = threeWrong(officer);
        typed(officer, draft, "r3.c3", RIGHT);
        enrol(officer, draft);
        assertThat(page(officer, draft)).doesNotContain("name=\"undo\"");
        MockHttpServletResponse answer = typed(officer, draft, "r4.c3", RIGHT, "undo", "3");
        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(answer.getContentAsString(StandardCharsets.UTF_8))
                .contains("已经参保的行不能再改", "name=\"r4.c3\" value=\"" + RIGHT + "\"");
        assertThat(rosters.verdict(officer, draft, TODAY).count(RosterLine.Standing.ENROLLED))
                .isOne();
    }

    @Test
    void whateverLeadsToOtherRowsSavesWhatWasTyped() throws Exception {
        Actor officer = data.officer(data.unit(DAYE));
        DraftId draft = threeWrong(officer);
        String path = "/rosters/" + draft.value();
        assertThat(page(officer, draft))
                .contains("name=\"to\" value=\"bad\"", "name=\"to\" value=\"all\"", "name=\"to\" value=\"code-")
                .doesNotContain("href=\"" + path + "?");
        assertThat(typed(officer, draft, "r2.c3", RIGHT, "to", "all").getRedirectedUrl())
                .isEqualTo(path + "?show=all");
        assertThat(typed(officer, draft, "r3.c3", RIGHT, "to", "bad 20").getRedirectedUrl())
                .isEqualTo(path + "?show=bad&after=20");
        assertThat(standings(officer, draft)).containsExactly(false, false, true);
    }

    /** Scripts ask for a part of the page, and are told to go to the whole of the other one. */
    @Test
    void withScriptsTheOtherRowsAreAPageOfTheirOwnToo() throws Exception {
        Actor officer = data.officer(data.unit(DAYE));
        DraftId draft = threeWrong(officer);
        MockHttpServletResponse answer = mvc.perform(post("/rosters/" + draft.value() + "/rows")
                        .param("request_key", UUID.randomUUID().toString())
                        .param("r2.c3", RIGHT)
                        .param("to", "good")
                        .header("HX-Request", "true")
                        .with(csrf().asHeader())
                        .with(visits.of(officer)))
                .andReturn()
                .getResponse();
        assertThat(answer.getHeader("HX-Redirect")).isEqualTo("/rosters/" + draft.value() + "?show=good");
        assertThat(standings(officer, draft)).containsExactly(false, true, true);
    }

    @Test
    void whereTheRowsAreRefusedNothingLeadsAwayFromThem() throws Exception {
        Actor officer = data.officer(data.unit(DAYE));
        DraftId draft = threeWrong(officer);
        MockHttpServletResponse answer = typed(officer, draft, "r2.c3", "1".repeat(201), "r3.c3", RIGHT, "to", "all");
        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(answer.getContentAsString(StandardCharsets.UTF_8))
                .contains("一格最多 200 个字", "name=\"r3.c3\" value=\"" + RIGHT + "\"");
    }

    @Test
    void theDayAndTheCellsAreSavedTogether() throws Exception {
        Actor officer = data.officer(data.unit(DAYE));
        DraftId draft = threeWrong(officer);
        typed(officer, draft, "r2.c3", RIGHT, "day", "2026-03-01", "wday", "");
        assertThat(standings(officer, draft)).containsExactly(false, true, true);
        assertThat(page(officer, draft)).contains("name=\"wday\" value=\"2026-03-01\"", "2026-03-01 零时生效");
    }

    @Test
    void aDayThatNobodyTouchedTakesNothingBack() throws Exception {
        Actor officer = data.officer(data.unit(DAYE));
        DraftId draft = threeWrong(officer);
        typed(officer, draft, "day", "2026-03-01", "wday", "");
        typed(officer, draft, "r3.c3", RIGHT, "day", "", "wday", "");
        assertThat(page(officer, draft)).contains("name=\"wday\" value=\"2026-03-01\"");
        typed(officer, draft, "day", "", "wday", "2026-03-01");
        assertThat(page(officer, draft)).contains("name=\"wday\" value=\"\"");
    }

    @Test
    void aDayThatIsRefusedKeepsTheCellsAndStandsThere() throws Exception {
        Actor officer = data.officer(data.unit(DAYE));
        DraftId draft = threeWrong(officer);
        MockHttpServletResponse answer = typed(officer, draft, "r2.c3", RIGHT, "day", "2020-01-01", "wday", "");
        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(answer.getContentAsString(StandardCharsets.UTF_8))
                .contains("name=\"r2.c3\" value=\"" + RIGHT + "\"", "value=\"2020-01-01\"");
        assertThat(standings(officer, draft)).containsExactly(true, true, true);
    }

    /** The button says how many for how much, and neither counts what was typed since. */
    @Test
    void enrollingWithSomethingTypedSavesItAndAsksAgain() throws Exception {
        Actor officer = data.officer(data.unit(DAYE));
        DraftId draft = oneRightOneWrong(officer);
        MockHttpServletResponse answer = typed(officer, draft, enrolling("w3.c3", "22", "r3.c3", RIGHT));
        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(answer.getContentAsString(StandardCharsets.UTF_8))
                .contains("还没有参保", "name=\"people\" value=\"2\"", "为 2 人参保");
        DraftVerdict verdict = rosters.verdict(officer, draft, TODAY);
        assertThat(List.of(verdict.good(), verdict.count(RosterLine.Standing.ENROLLED)))
                .containsExactly(2, 0);
    }

    @Test
    void enrollingWithAnotherDayTypedSavesItAndAsksAgain() throws Exception {
        Actor officer = data.officer(data.unit(DAYE));
        DraftId draft = upload(officer, HEAD + "张三," + man().number() + ",," + RIGHT + ",1,,,\n");
        assertThat(page(officer, draft)).contains("form=\"cells\" id=\"day\"", "form=\"cells\" name=\"enrol\"");
        MockHttpServletResponse answer = typed(officer, draft, enrolling("wday", "", "day", "2026-03-01"));
        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(answer.getContentAsString(StandardCharsets.UTF_8)).contains("还没有参保", "2026-03-01 零时生效");
    }

    @Test
    void enrollingWithSomethingTypedThatIsRefusedEnrolsNobody() throws Exception {
        Actor officer = data.officer(data.unit(DAYE));
        DraftId draft = oneRightOneWrong(officer);
        MockHttpServletResponse answer = typed(officer, draft, enrolling("w3.c3", "22", "r3.c3", "1".repeat(201)));
        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(answer.getContentAsString(StandardCharsets.UTF_8)).contains("一格最多 200 个字", "data-leave=\"typed\"");
        assertThat(rosters.verdict(officer, draft, TODAY).count(RosterLine.Standing.ENROLLED))
                .isZero();
    }

    @Test
    void enrollingWithNothingTypedEnrolsWhatStandsThere() throws Exception {
        Actor officer = data.officer(data.unit(DAYE));
        DraftId draft = oneRightOneWrong(officer);
        assertThat(page(officer, draft)).contains("id=\"cells\"", "data-leave=\"\"");
        assertThat(typed(officer, draft, enrolling("w3.c3", "22", "r3.c3", "22"))
                        .getForwardedUrl())
                .isEqualTo("/rosters/" + draft.value() + "/enrol");
    }

    private DraftId oneRightOneWrong(Actor officer) throws IOException {
        String right = "张三," + man().number() + ",," + RIGHT + ",1,,,\n";
        return upload(officer, HEAD + right + "李四," + man().number() + ",,22,1,,,\n");
    }

    private static String[] enrolling(String... typed) {
        return Stream.concat(Stream.of(typed), Stream.of("enrol", "", "people", "1", "fee_fen", "9500"))
                .toArray(String[]::new);
    }

    private DraftId threeWrong(Actor officer) throws IOException {
        StringBuilder csv = new StringBuilder(HEAD);
        for (String phone : List.of("1", "22", "333")) {
            csv.append("张三,").append(man().number()).append(",,").append(phone).append(",1,,,\n");
        }
        return upload(officer, csv.toString());
    }

    /** By row, whether it is to be put right still. */
    private List<Boolean> standings(Actor officer, DraftId draft) {
        return rosters.verdict(officer, draft, TODAY).lines().stream()
                .map(RosterLine::isBad)
                .toList();
    }

    private MockHttpServletResponse typed(Actor officer, DraftId draft, String... fields) throws Exception {
        return sent(officer, draft, UUID.randomUUID().toString(), fields);
    }

    private MockHttpServletResponse sent(Actor officer, DraftId draft, String key, String... fields) throws Exception {
        var request = post("/rosters/" + draft.value() + "/rows").param("request_key", key);
        for (int i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return mvc.perform(request.with(csrf().asHeader()).with(visits.of(officer)))
                .andReturn()
                .getResponse();
    }

    private String page(Actor officer, DraftId draft) throws Exception {
        return mvc.perform(get("/rosters/" + draft.value()).with(visits.of(officer)))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}

package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Actor;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.testing.TestData;
import org.tongzhou.testing.WrongForm;

/** What a reviewer has written is not written twice because the claim has moved on or a word was missing. */
class KeptWordsTest extends ClaimRoom {
    private static final String LEFT_OVER = "刚才写的表单已经不在了";
    private static final String WHY = "票据上的姓名与本人不一致，请核对。";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    @Autowired
    private SignStore signs;

    private ClaimId claim;
    private Actor reviewer;

    @BeforeEach
    void aClaimOnAReviewersDesk() {
        Member member = hospitalMember();
        claim = smallClaim(member);
        reviewer = county(member);
    }

    @Test
    void theWordsOfARefusal() throws Exception {
        String page = refused("refuse", "version", "99", "clause", "", "words", WHY);
        assertThat(page).containsPattern("id=\"refuse-words\"[^>]*>" + WHY + "</textarea>");
        assertThat(page).containsPattern("id=\"ask-words\"[^>]*></textarea>");
    }

    @Test
    void theWordsAndTicksOfAQuestionForPapers() throws Exception {
        String page = refused("ask", "version", "99", "papers", "DISCHARGE_RECORD", "words", WHY);
        assertThat(page).containsPattern("id=\"ask-words\"[^>]*>" + WHY + "</textarea>");
        assertThat(page).contains("value=\"DISCHARGE_RECORD\" checked");
        assertThat(page).containsPattern("id=\"refuse-words\"[^>]*></textarea>");
    }

    @Test
    void theDialogStandsOpenWithWhatWasWrong() throws Exception {
        String version = Integer.toString(claim(claim).version());
        String page = refused("ask", "version", version, "papers", "DISCHARGE_RECORD", "words", "缺页");
        assertThat(page)
                .containsPattern("<dialog [^>]*id=\"ask\" [^>]*data-shown[^>]*>")
                .contains("<p class=\"fmsg\" id=\"ask-error\">请用 10 至 500 个字说清楚")
                .containsOnlyOnce("data-shown");
        assertThat(refused("refuse", "version", version, "clause", "", "words", WHY))
                .containsPattern("<dialog [^>]*id=\"refuse\" [^>]*data-shown[^>]*>")
                .contains("<p class=\"fmsg\" id=\"refuse-error\">");
    }

    @Test
    void theWordsAboutASign() throws Exception {
        Member member = hospitalMember();
        reviewer = county(member);
        Map<FactField, String> facts = Members.receipt(member, "1000.00");
        file(member, facts);
        claim = file(member, facts);
        long sign = signs.ofCase(TestData.FUND, claim(claim).eventCase()).get(0).id();
        String page = refused("signs/" + sign, "version", "99", "words", WHY);
        assertThat(page)
                .containsPattern("<input [^>]*id=\"sign-" + sign + "\"[^>]* value=\"" + WHY + "\"")
                .contains("<span class=\"fmsg\" id=\"sign-" + sign + "-error\">")
                .doesNotContain(LEFT_OVER);
    }

    @Test
    void theGradeAndDaysOfACertificate() throws Exception {
        Member member = members.member(TestData.DAYE, Map.of("accident", 1));
        reviewer = county(member);
        claim = accident(member, PaperKind.UNIT_STATEMENT, PaperKind.DISABILITY_CERTIFICATE);
        String version = Integer.toString(claim(claim).version());
        String page = refused("grade", "version", version, "grade", "9", "judged", "2027-01-02", "ended", "2026-01-03");
        assertThat(page)
                .containsPattern("<option value=\"9\" selected")
                .contains("value=\"2027-01-02\"", "value=\"2026-01-03\"")
                .contains("<span class=\"fmsg\" id=\"own-grade-error\">");
    }

    /** The dialog is gone with the decision that somebody else has made meanwhile. */
    @Test
    void theWordsOfADialogThatIsGone() throws Exception {
        String before = Integer.toString(claim(claim).version());
        approve(reviewer, claim);
        for (String act : List.of("ask", "refuse")) {
            String page = refused(act, "version", before, "papers", "DISCHARGE_RECORD", "words", WHY);
            assertThat(page).doesNotContain("<dialog").containsPattern(LEFT_OVER + "[^§]*" + WHY);
        }
    }

    private ClaimId file(Member member, Map<FactField, String> facts) {
        CaseId draft = members.draft(member.actor(), member.person(), EventKind.HOSPITAL, facts, NOW);
        return members.submit(member.actor(), draft, NOW).claims().get(0);
    }

    private String refused(String act, String... fields) throws Exception {
        MockHttpServletResponse answer =
                new WrongForm(mvc, visits.of(reviewer)).sent("/reviews/" + claim.value() + "/" + act, fields);
        assertThat(answer.getStatus()).isEqualTo(422);
        return answer.getContentAsString(StandardCharsets.UTF_8);
    }
}

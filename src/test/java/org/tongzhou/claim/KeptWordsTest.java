package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Actor;
import org.tongzhou.testing.WrongForm;

/** What a reviewer has written is not written twice because the claim has moved on or a word was missing. */
class KeptWordsTest extends ClaimRoom {
    private static final String WHY = "票据上的姓名与本人不一致，请核对。";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

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

    private String refused(String act, String... fields) throws Exception {
        MockHttpServletResponse answer =
                new WrongForm(mvc, visits.of(reviewer)).sent("/reviews/" + claim.value() + "/" + act, fields);
        assertThat(answer.getStatus()).isEqualTo(422);
        return answer.getContentAsString(StandardCharsets.UTF_8);
    }
}

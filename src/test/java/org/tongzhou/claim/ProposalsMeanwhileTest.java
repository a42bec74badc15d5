package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.tongzhou.testing.Refused.refused;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.testing.TestData;

/** A further benefit that is settled or no longer due while its page lies open: said before the paper for it is taken. */
class ProposalsMeanwhileTest extends RecoveryRoom {
    /** What would be refused for itself, were it looked at first. */
    private static final byte[] NO_PAPER = "MZ program".getBytes(StandardCharsets.UTF_8);

    @Autowired
    private Proposals proposals;

    @Autowired
    private ProposalRows rows;

    private Member member;
    private ClaimId stay;
    private Proposal proposal;

    @BeforeEach
    void aStayThatMayOpenAFurtherBenefit() {
        member = members.member("420923", Map.of("hospital", 1, "critical", 2));
        stay = hospital(member, "1000.00");
        confirm(county(member), stay, FactField.DIAGNOSIS, "急性前壁心肌梗死 I21.0");
        proposal = rows.ofCase(TestData.FUND, claim(stay).eventCase()).get(0);
    }

    private void isSaidFirst(String sentence) throws Exception {
        MockHttpServletResponse answer = mvc.perform(
                        multipart("/my/cases/" + proposal.eventCase().value() + "/proposals/" + proposal.id())
                                .file(new MockMultipartFile("file", "报告.pdf", "application/pdf", NO_PAPER))
                                .param("kind", PaperKind.TEST_REPORT.name())
                                .param("request_key", UUID.randomUUID().toString())
                                .with(csrf())
                                .with(visits.of(member.actor())))
                .andReturn()
                .getResponse();
        assertThat(answer.getStatus()).isIn(409, 422);
        assertThat(answer.getContentAsString(StandardCharsets.UTF_8))
                .contains(sentence)
                .doesNotContain("没有收下：只收 PDF");
    }

    @Test
    void whatAReviewerHasPutAside() throws Exception {
        proposals.putAside(county(member), proposal.id(), NOW);
        isSaidFirst("这一笔已经处理过了，不用再传材料");
    }

    @Test
    void whatTheRulesPayNothingForSinceTheFactsWerePutRight() throws Exception {
        confirm(county(member), stay, FactField.DIAGNOSIS, "胆囊结石 K80.2");
        Drafts.NewPaper report = new Drafts.NewPaper(Members.nextPaper(), PaperKind.TEST_REPORT, Map.of());
        refused("claim_proposal_not_due", () -> proposals.accept(member.actor(), proposal.id(), report, NOW));
        refused("claim_proposal_not_due", () -> proposals.accept(member.actor(), proposal.id(), NOW));
        isSaidFirst("按核对过的材料，这一笔现在没有可领的");
    }
}

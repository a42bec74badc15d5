package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockMultipartFile;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.claim.Reviews.Ask;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.testing.TestData;

/** A member is told that a picture could be better as long as another would help. */
class PoorPicturesTest extends RecoveryRoom {
    private static final String ADVICE = "照片偏暗。请到亮一点的地方再拍。";

    private Member member;
    private ClaimId id;

    @BeforeEach
    void aClaimWithADarkPicture() throws Exception {
        member = hospitalMember();
        id = smallClaim(member);
        mvc.perform(multipart("/my/cases/" + claim(id).eventCase().value() + "/papers")
                        .file(new MockMultipartFile("file", "记录.jpg", "image/jpeg", TestData.darkPicture()))
                        .param("kind", PaperKind.DISCHARGE_RECORD.name())
                        .param("back", Long.toString(id.value()))
                        .param("request_key", UUID.randomUUID().toString())
                        .with(visits.of(member.actor()))
                        .with(csrf()))
                .andExpect(redirectedUrl("/my/claims/" + id.value()));
        assertThat(shown()).contains(ADVICE);
    }

    private String shown() throws Exception {
        return page("/my/claims/" + id.value(), member.actor());
    }

    @Test
    void whileAPaperIsOwedTheAdviceStays() throws Exception {
        Ask ask = new Ask(List.of(PaperKind.DISCHARGE_RECORD), "出院记录看不清，请再拍一张。");
        reviews.askPapers(county(member), id, claim(id).version(), ask, NOW);
        assertThat(shown()).contains(ADVICE);
    }

    @Test
    void onceTheClaimIsDecidedItIsGone() throws Exception {
        approve(county(member), id);
        assertThat(shown()).contains("出院记录").doesNotContain(ADVICE, "/keep");
    }

    @Test
    void ofAClaimThatIsTakenBackItIsGone() throws Exception {
        claims.withdraw(member.actor(), id, claim(id).version(), NOW);
        assertThat(shown()).contains("出院记录").doesNotContain(ADVICE, "/keep");
    }
}

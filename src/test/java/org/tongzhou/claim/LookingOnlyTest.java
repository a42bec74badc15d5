package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.TestData;

/** Who looks at a claim and decides none has no queue, and is led to no page that is closed to them. */
class LookingOnlyTest extends RecoveryRoom {
    private String claimSeenBy(Role role) throws Exception {
        return page("/reviews/" + smallClaim(hospitalMember()).value(), data.actor(role, TestData.PROVINCE));
    }

    @Test
    void anAuditorIsLedBackToTheSearchOfClaims() throws Exception {
        assertThat(claimSeenBy(Role.AUDITOR))
                .contains("只查看，不审核", "href=\"/cases\"")
                .doesNotContain("href=\"/reviews\"", "href=\"/reviews?", "等您的申领", "不在您这一级");
    }

    @Test
    void aReviewerHasTheQueueBesideIt() throws Exception {
        assertThat(claimSeenBy(Role.PROVINCE_REVIEWER)).contains("href=\"/reviews\"", "待我复核");
    }

    @Test
    void whoOnlyLeadsIsLedToNoClaim() throws Exception {
        ClaimId id = smallClaim(hospitalMember());
        String desk = "/reviews/" + id.value() + "\"";
        assertThat(found(id, Role.AUDITOR)).contains(claim(id).number(), desk);
        assertThat(found(id, Role.MANAGER)).doesNotContain(desk);
    }

    private String found(ClaimId id, Role role) throws Exception {
        return mvc.perform(post("/search")
                        .param("q", claim(id).number())
                        .with(csrf())
                        .with(visits.of(data.actor(role, TestData.PROVINCE))))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}

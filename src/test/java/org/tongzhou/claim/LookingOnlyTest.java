package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.payment.Instruction;
import org.tongzhou.testing.TestData;

/** Who looks at a claim and decides none has no queue, and is led to no page that is closed to them. */
class LookingOnlyTest extends RecoveryRoom {
    private String claimSeenBy(Role role) throws Exception {
        Instruction benefit = paid(hospitalMember());
        Actor reader = data.actor(role, TestData.PROVINCE);
        return page("/reviews/" + benefit.cause().replaceFirst("claim:", ""), reader);
    }

    @Test
    void anAuditorIsLedBackToTheSearchOfClaims() throws Exception {
        assertThat(claimSeenBy(Role.AUDITOR))
                .contains("只查看，不审核", "href=\"/cases\"")
                .doesNotContain("href=\"/reviews\"", "href=\"/reviews?", "待您复核", "等您的申领");
    }

    @Test
    void aReviewerHasTheQueueBesideIt() throws Exception {
        assertThat(claimSeenBy(Role.PROVINCE_REVIEWER)).contains("href=\"/reviews\"", "待我复核");
    }
}

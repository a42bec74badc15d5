package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.claim.Reviews.Ground;

/** A claim that pays nothing names no amount to the member: it reads as if it were owed. */
class UnpaidPagesTest extends ClaimRoom {
    private static final Ground GROUND = new Ground("hospital-2025 §3", "这次入院在首次参保的等待期内，按条款不能给付。");

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    @Test
    void aRefusedClaimNamesNoAmount() throws Exception {
        Member member = hospitalMember();
        ClaimId id = hospital(member, "1000.00");
        assertThat(page(member, "/my/claims")).contains("700.00");
        propose(county(member), id, GROUND);
        assertThat(page(member, "/my/claims")).contains("700.00");
        reviews.confirmRefusal(county(member), id, claim(id).version(), NOW);
        assertThat(page(member, "/my/claims")).contains("未通过").doesNotContain("700.00");
        assertThat(page(member, "/my/claims/" + id.value()))
                .contains("未通过")
                .containsPattern("金额</dt><dd><b class=\"num\">—</b>");
    }

    @Test
    void aWithdrawnClaimNamesNoAmount() throws Exception {
        Member member = hospitalMember();
        ClaimId id = hospital(member, "1000.00");
        claims.withdraw(member.actor(), id, claim(id).version(), NOW);
        assertThat(page(member, "/my/claims")).contains("已撤回").doesNotContain("700.00");
    }

    private String page(Member member, String path) throws Exception {
        return mvc.perform(get(path).with(visits.of(member.actor())))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}

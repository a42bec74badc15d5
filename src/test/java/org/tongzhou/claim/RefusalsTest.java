package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;

import org.junit.jupiter.api.Test;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.claim.Reviews.Ground;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Level;

class RefusalsTest extends ClaimRoom {
    private static final Ground GROUND = new Ground("hospital-2025 §3", "这次入院在首次参保的等待期内，按条款不能给付。");

    @Test
    void aRefusalNeedsAClauseWordsAndASecondPerson() {
        Member member = hospitalMember();
        ClaimId id = smallClaim(member);
        Actor first = county(member);
        refused("claim_clause_missing", () -> propose(first, id, new Ground("", GROUND.words())));
        refused("claim_words_length", () -> propose(first, id, new Ground(GROUND.clause(), "不行")));
        propose(first, id, GROUND);
        assertThat(claim(id).status()).isEqualTo(MemberStatus.UNDER_REVIEW);
        refused(
                "claim_acted_before",
                () -> reviews.confirmRefusal(first, id, claim(id).version(), NOW));
        reviews.confirmRefusal(county(member), id, claim(id).version(), NOW);
        assertThat(claim(id).state()).isEqualTo(ClaimState.REFUSED);
        Step refusal = last(id);
        assertThat(refusal.clause()).isEqualTo(GROUND.clause());
        assertThat(refusal.words()).isEqualTo(GROUND.words());
    }

    @Test
    void aDeclinedRefusalIsLookedAtByTheCity() {
        Member member = hospitalMember();
        ClaimId id = smallClaim(member);
        propose(county(member), id, GROUND);
        reviews.declineRefusal(county(member), id, claim(id).version(), NOW);
        assertThat(claim(id).level()).isEqualTo(Level.CITY);
        approve(city(member), id);
        assertThat(claim(id).state()).isEqualTo(ClaimState.APPROVED);
    }
}

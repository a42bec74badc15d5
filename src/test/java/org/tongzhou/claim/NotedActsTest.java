package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.claim.Members.at;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Actor;
import org.tongzhou.testing.TestData;

/** What people do to a claim without moving it on. */
class NotedActsTest extends ClaimRoom {
    @Autowired
    JdbcClient jdbc;

    @Test
    void actsThatMoveNothingStandInTheTrailAsInTheHistory() {
        Member member = members.member(TestData.DAYE, Map.of("hospital", 1, "critical", 1));
        ClaimId id = critical(member);
        Actor county = county(member);
        reviews.takeOver(county, id, claim(id).version(), NOW);
        reviews.confirmClass(county, id, claim(id).version(), "ami_severe", NOW);
        claims.urge(member.actor(), id, at("2026-03-20"));
        assertThat(trail(id))
                .containsSubsequence(
                        county.userId() + " claim.taken_over",
                        county.userId() + " claim.class_confirmed",
                        member.actor().userId() + " claim.urged");
    }

    private List<String> trail(ClaimId id) {
        return jdbc.sql("select account || ' ' || action from audit.entry where subject = ? order by id")
                .param(id.cause())
                .query(String.class)
                .list();
    }
}

package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Level;
import org.tongzhou.testing.TestData;

/** What a member reads of a benefit that nobody asked for is what its day brings. */
class ToldOfStaysTest extends DirectRoom {
    @Test
    void whereTheRulesApproveAloneTheDayIsTheDayOfTheApproval() {
        Member member = consenting();
        ClaimId id = small(member);
        assertThat(told(member, id)).containsExactly("notice.direct.announced fen:70000 2026-02-13");
        days.settleDue(TestData.FUND, DAY);
        assertThat(claim(id).state()).isEqualTo(ClaimState.APPROVED);
    }

    /** No payment is promised for a day that only passes the claim on; the answer is, by its own day. */
    @Test
    void whereAnotherUnionLooksTooTheDayPassesItOnAndAnotherBringsTheAnswer() {
        Member member = consenting();
        ClaimId id = announced(member, "8000.00");
        assertThat(told(member, id))
                .containsExactly("notice.direct.passes fen:560000 2026-02-13 "
                        + claim(id).clock().dueOn());
        days.settleDue(TestData.FUND, DAY);
        assertThat(claim(id).state()).isEqualTo(ClaimState.REVIEW);
        assertThat(claim(id).level()).isEqualTo(Level.CITY);
    }

    private List<String> told(Member member, ClaimId id) {
        return jdbc.sql("""
                        select template || ' ' || array_to_string(args, ' ') from notice.message
                        where person = :person and link = :link order by id
                        """)
                .param("person", member.person().value())
                .param("link", "/my/claims/" + id.value())
                .query(String.class)
                .list();
    }
}

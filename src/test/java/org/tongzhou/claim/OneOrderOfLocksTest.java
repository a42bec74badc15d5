package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.plan.EventKind;
import org.tongzhou.testing.TestData;
import org.tongzhou.testing.TwoAtOnce;

/** Somebody approves a claim while another wants it, or its case: whoever comes second waits, and neither waits for the other in turn. */
class OneOrderOfLocksTest extends ClaimRoom {
    @Autowired
    private TransactionTemplate alone;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private CaseStore cases;

    @Autowired
    private SignStore found;

    private Member member;
    private ClaimId id;
    private Actor reviewer;

    @BeforeEach
    void aClaimThatWaits() {
        member = hospitalMember();
        id = members.submit(member.actor(), stay(5, 10), NOW).claims().get(0);
        reviewer = county(member);
    }

    private CaseId stay(int from, int to) {
        LocalDate month = Members.JANUARY;
        return members.draft(
                member.actor(),
                member.person(),
                EventKind.HOSPITAL,
                Members.receipt(member, "1000.00", month.withDayOfMonth(from), month.withDayOfMonth(to)),
                NOW);
    }

    @Test
    void aColleagueOpensItMeanwhile() throws Exception {
        Actor colleague = county(member);
        Optional<PersonId> holder = new TwoAtOnce(alone, jdbc)
                .run(
                        () -> store.lockAfterCase(reviewer.scope(), id),
                        () -> reviews.take(colleague, id, NOW),
                        () -> approve(reviewer, id));
        assertThat(last(id).verb()).isEqualTo(Verb.APPROVED);
        assertThat(holder).as("it is decided, or the city's by now").isEmpty();
    }

    /** Whoever files has the member's gate already, for which the other waits. */
    @Test
    void theMemberFilesAStayThatOverlapsItMeanwhile() throws Exception {
        CaseId draft = stay(8, 12);
        new TwoAtOnce(alone, jdbc)
                .run(
                        () -> cases.holdGate(TestData.FUND, member.person()),
                        () -> reviews.approve(reviewer, id, claim(id).version(), NOW),
                        () -> members.submit(member.actor(), draft, NOW));
        assertThat(last(id).verb()).isEqualTo(Verb.APPROVED);
        assertThat(found.ofCase(TestData.FUND, draft))
                .extracting(Sign::kind, Sign::other)
                .containsExactly(tuple(Sign.Kind.OVERLAPPING_STAY, claim(id).eventCase()));
    }
}

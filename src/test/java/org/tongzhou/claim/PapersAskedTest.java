package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.claim.Members.at;
import static org.tongzhou.testing.Refused.refused;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.claim.Reviews.Ask;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Scope;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.testing.TestData;

class PapersAskedTest extends ClaimRoom {
    private static final String LONG_WORDS = "出院记录上没有写明入院日期，请补一份盖章的。";

    @Autowired
    private CaseStore cases;

    @Autowired
    private Queues queues;

    @Autowired
    private Workload workload;

    @Test
    void theClockStandsWhilePapersAreOwedAndGoesOnWhenTheyCome() {
        Member member = hospitalMember();
        ClaimId id = smallClaim(member);
        assertThat(claim(id).clock().dueOn()).isEqualTo(LocalDate.of(2026, 2, 26));
        ask(member, id, PaperKind.DISCHARGE_RECORD);
        assertThat(claim(id).status()).isEqualTo(MemberStatus.PAPERS_OWED);
        assertThat(claim(id).clock().dueOn()).isNull();
        supply(member, id, PaperKind.DISCHARGE_RECORD, "2026-02-13");
        assertThat(claim(id).state()).isEqualTo(ClaimState.REVIEW);
        assertThat(claim(id).clock().dueOn()).isEqualTo(LocalDate.of(2026, 2, 28));
    }

    @Test
    void ofTwoPapersThatAreAskedForTheSecondIsStillOwedWhenTheFirstHasCome() {
        Member member = hospitalMember();
        ClaimId id = askedForTwo(member);
        supply(member, id, PaperKind.PATHOLOGY_REPORT, "2026-02-12");
        assertThat(claim(id).status()).isEqualTo(MemberStatus.PAPERS_OWED);
        assertThat(claim(id).clock().dueOn()).isNull();
        supply(member, id, PaperKind.DISCHARGE_RECORD, "2026-02-13");
        assertThat(claim(id).state()).isEqualTo(ClaimState.REVIEW);
        assertThat(claim(id).clock().dueOn()).isEqualTo(LocalDate.of(2026, 2, 28));
    }

    @Test
    void aCaseTakesNoMorePapersThanAnyoneCouldNeed() {
        Member member = hospitalMember();
        ClaimId id = smallClaim(member);
        CaseId of = claim(id).eventCase();
        int given = cases.find(TestData.FUND, of).orElseThrow().papers().size();
        for (int n = given; n < EventCase.MOST_PAPERS; n++) {
            supply(member, id, PaperKind.TEST_REPORT, "2026-02-11");
        }
        refused("claim_case_full", () -> supply(member, id, PaperKind.TEST_REPORT, "2026-02-11"));
    }

    @Test
    void aDraftTakesHalfAsMany() {
        Member member = hospitalMember();
        CaseId id = drafts.open(member.actor(), member.person(), EventKind.HOSPITAL, NOW);
        for (int n = 0; n < EventCase.MOST_OF_DRAFT; n++) {
            attach(member, id);
        }
        refused("claim_too_many_papers", () -> attach(member, id));
    }

    private void attach(Member member, CaseId id) {
        drafts.attach(
                member.actor(), id, new Drafts.NewPaper(Members.nextPaper(), PaperKind.TEST_REPORT, Map.of()), NOW);
    }

    @Test
    void whoCannotGiveAPaperSaysWhyAndTheClaimGoesOn() {
        Member member = hospitalMember();
        ClaimId id = askedForTwo(member);
        supply(member, id, PaperKind.DISCHARGE_RECORD, "2026-02-12");
        int seen = claim(id).version();
        refused("claim_words_length", () -> claims.goOnWithout(member.actor(), id, seen, "没有", at("2026-02-13")));
        claims.goOnWithout(member.actor(), id, seen, "医院说这次没有做病理，开不出报告。", at("2026-02-13"));
        assertThat(claim(id).clock().dueOn()).isEqualTo(LocalDate.of(2026, 2, 28));
        assertThat(last(id).words()).isEqualTo("医院说这次没有做病理，开不出报告。");
        refused(
                "claim_moved_on",
                () -> claims.goOnWithout(member.actor(), id, claim(id).version(), "医院说这次没有做病理，开不出报告。", NOW));
    }

    @Test
    void aMemberRemindsOfAClaimThatIsLateOnceADayAndTheQueueAndTheLeadSeeIt() {
        Member member = hospitalMember();
        ClaimId id = smallClaim(member);
        LocalDate due = LocalDate.of(2026, 2, 26);
        refused("claim_not_late", () -> claims.urge(member.actor(), id, at("2026-02-26")));
        Member stranger = hospitalMember();
        refused("not_found", () -> claims.urge(stranger.actor(), id, at("2026-02-27")));
        claims.urge(member.actor(), id, at("2026-02-27"));
        int seen = claim(id).version();
        claims.urge(member.actor(), id, at("2026-02-27"));
        assertThat(claim(id).version()).isEqualTo(seen);
        Actor county = ofThisUnitAlone(county(member), member);
        Queues.Inbox inbox = queues.queue(county, QueuePlace.firstUnder(QueueFilter.SOON), due.plusDays(1));
        assertThat(inbox.rows().items())
                .filteredOn(row -> row.id().equals(id))
                .singleElement()
                .satisfies(row -> assertThat(row.urged()).isTrue());
        assertThat(inbox.waiting())
                .containsEntry(QueueFilter.SOON, inbox.rows().items().size())
                .containsEntry(QueueFilter.SECOND, 0);
        assertThat(queues.queue(county, QueuePlace.FIRST, due.plusDays(1))
                        .rows()
                        .items())
                .hasSize(queues.waiting(county, due.plusDays(1)));
        assertThat(workload.lying(county, at("2026-02-27"), null).late().items())
                .filteredOn(late -> late.id().equals(id))
                .singleElement()
                .satisfies(late -> assertThat(late.urgedOn()).isEqualTo(due.plusDays(1)));
        assertThat(workload.lying(county, at("2026-02-26"), null).late().items())
                .noneMatch(late -> late.id().equals(id));
    }

    /** Sees no other claims of the county, of which other tests make more than a page holds. */
    private static Actor ofThisUnitAlone(Actor reviewer, Member member) {
        Scope unit = new Scope(TestData.FUND, member.unit().path());
        return new Actor(reviewer.userId(), reviewer.name(), unit, reviewer.roles(), reviewer.person(), null);
    }

    private ClaimId askedForTwo(Member member) {
        ClaimId id = smallClaim(member);
        ask(member, id, PaperKind.DISCHARGE_RECORD, PaperKind.PATHOLOGY_REPORT);
        return id;
    }

    private void ask(Member member, ClaimId id, PaperKind... papers) {
        Ask ask = new Ask(List.of(papers), LONG_WORDS);
        reviews.askPapers(county(member), id, claim(id).version(), ask, at("2026-02-11"));
    }

    private void supply(Member member, ClaimId id, PaperKind kind, String day) {
        Drafts.NewPaper paper = new Drafts.NewPaper(Members.nextPaper(), kind, Map.of());
        claims.supplement(member.actor(), claim(id).eventCase(), paper, at(day));
    }
}

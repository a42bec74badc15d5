package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.claim.Filings.Filed;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Slice;
import org.tongzhou.testing.ManyRows;
import org.tongzhou.testing.TestData;

/**
 * Of 100,000 cases of a unit, of which one in a thousand waits, one officer wrote one in ten, for others: the list reads what is theirs,
 * a page of it at a time.
 */
class FilingsByIndexTest extends ManyRows {
    private static final int CASES = 100_000;
    private static final int PAGE = 50;

    @Autowired
    Filings filings;

    @Autowired
    Members members;

    @Autowired
    MockMvc mvc;

    @Autowired
    Visits visits;

    @Test
    void whatWaitsIsReadByWhatIsOpenInTheUnit() {
        among(member(), officer -> {
            assertThat(filings.waiting(officer, null).items())
                    .hasSize(CASES / 1_000)
                    .isSortedAccordingTo(Comparator.comparing(one -> one.claim().state() != ClaimState.SUPPLEMENT));
            assertThat(scans("claim.claim_open")).isPositive();
            assertThat(scans("claim.claim_returned")).isPositive();
            assertThat(read("claim.claim_open")).isLessThan(CASES / 100);
        });
    }

    @Test
    void soIsHowManyOfThemOwePapers() {
        among(member(), officer -> {
            int owing = filings.owing(officer);
            assertThat(read("claim.claim_open")).isLessThan(CASES / 100);
            assertThat(filings.waiting(officer, null).items())
                    .filteredOn(one -> one.claim().state() == ClaimState.SUPPLEMENT)
                    .hasSize(owing);
            assertThat(owing).isPositive();
        });
    }

    /** Of somebody who was never covered through the unit the list has nothing, and nothing is counted. */
    @Test
    void whatTheListLeavesOutIsNotCounted() {
        Member member = member();
        Actor officer = data.officer(member.unit());
        undone(() -> {
            cases(member, officer.requirePerson().value());
            claims(member);
            int all = filings.owing(officer);
            for (String table : List.of("claim.event_case", "claim.claim")) {
                jdbc.sql("update " + table
                                + " set person = 799999999 where fund = 42 and id % 6000 = 0 and id > 800000000")
                        .update();
            }
            assertThat(filings.waiting(officer, null).items())
                    .filteredOn(one -> one.claim().state() == ClaimState.SUPPLEMENT)
                    .hasSize(filings.owing(officer));
            assertThat(filings.owing(officer)).isPositive().isLessThan(all);
        });
    }

    @Test
    void aPageOfWhatIsDecidedIsReadByTheHand() {
        among(member(), officer -> {
            Slice<Filed> first = filings.decided(officer, null);
            Slice<Filed> second = filings.decided(officer, first.next());
            List<Filed> both = new ArrayList<>(first.items());
            both.addAll(second.items());
            assertThat(both)
                    .hasSize(2 * PAGE)
                    .doesNotHaveDuplicates()
                    .allMatch(filed -> filed.claims().size() == 1)
                    .isSortedAccordingTo(
                            Comparator.comparing((Filed filed) -> filed.id().value())
                                    .reversed());
            assertThat(read("claim.event_case_by_hand")).isBetween(2L * PAGE, 4L * PAGE);
        });
    }

    @Test
    void draftsAreReadByTheHand() {
        among(member(), officer -> {
            assertThat(filings.drafts(officer, null).items()).hasSize(1);
            assertThat(read("claim.event_case_drafts_by_hand")).isEqualTo(1);
        });
    }

    /** Nothing is read of what others wrote, and the last page says that it is the last. */
    @Test
    void pagesGoOnToTheEnd() {
        among(member(), officer -> {
            int seen = 0;
            String after = null;
            do {
                Slice<Filed> page = filings.decided(officer, after);
                seen += page.items().size();
                after = page.next();
            } while (after != null);
            assertThat(seen).isEqualTo(CASES / 10 - CASES / 1_000);
        });
    }

    /** Money of a whole batch came back: none of the newest is over, and the list goes on all the same. */
    @Test
    void olderOnesAreReachedWhereNoneOfTheNewestIsDecided() {
        Member member = member();
        Actor officer = data.officer(member.unit());
        undone(() -> {
            cases(member, officer.requirePerson().value());
            claims(member);
            jdbc.sql(
                            "update claim.claim set state = 'RETURNED' where fund = 42 and person = ? and state in ('PAID', 'CLOSED')"
                                    + " and case_id > 800000000 + ?")
                    .params(member.person().value(), CASES - 1_000)
                    .update();
            Slice<Filed> first = filings.decided(officer, null);
            assertThat(first.items()).isEmpty();
            assertThat(page(officer)).contains("/filings?after=" + first.next());
        });
    }

    private String page(Actor officer) {
        try {
            return mvc.perform(get("/filings").with(visits.of(officer)))
                    .andReturn()
                    .getResponse()
                    .getContentAsString(StandardCharsets.UTF_8);
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }

    private Member member() {
        return members.member(TestData.DAYE, Map.of("hospital", 1));
    }

    private void among(Member member, Consumer<Actor> work) {
        Actor officer = data.officer(member.unit());
        undone(() -> {
            cases(member, officer.requirePerson().value());
            draft(member, officer.requirePerson().value());
            claims(member);
            analyze("claim.event_case, claim.claim");
            withoutReadingWhole(
                    "claim.event_case", () -> withoutReadingWhole("claim.claim", () -> work.accept(officer)));
        });
    }

    private void cases(Member member, long hand) {
        jdbc.sql("""
                insert into claim.event_case (fund, id, number, person, unit, unit_path, kind, state, facts, opened_by, opened_at,
                    saved_at, submitted_at) overriding system value
                select 42, 800000000 + n, 'SCAN' || n, case when n % 10 = 0 then :person else 800000000 + n end, :unit, :path,
                    'HOSPITAL', 'OPEN', '', case when n % 10 = 0 then :hand else 800000000 + n end, '2024-02-01', '2024-02-01',
                    '2024-02-01'
                from generate_series(1, :cases) n
                """)
                .param("person", member.person().value())
                .param("unit", member.unit().id().value())
                .param("path", member.unit().path())
                .param("hand", hand)
                .param("cases", CASES)
                .update();
    }

    private void draft(Member member, long hand) {
        jdbc.sql("""
                insert into claim.event_case (fund, id, person, unit, unit_path, kind, state, facts, opened_by, opened_at, saved_at)
                    overriding system value
                select 42, 900000000 + n, case when n = 0 then :person else 800000000 + n end, :unit, :path, 'HOSPITAL', 'DRAFT',
                    '', case when n = 0 then :hand else 800000000 + n end, '2024-02-01', '2024-02-01'
                from generate_series(0, 3000) n
                """)
                .param("person", member.person().value())
                .param("unit", member.unit().id().value())
                .param("path", member.unit().path())
                .param("hand", hand)
                .update();
    }

    /** Papers are owed, money has come back, an answer is awaited, or it is decided. */
    private void claims(Member member) {
        jdbc.sql("""
                insert into claim.claim (fund, id, case_id, number, person, unit, unit_path, plan, plan_version, cover, lump_sum,
                    state, level, levels, sampled, amount_fen, decision, accepted_on, promised_from, due_on, filed_at)
                    overriding system value
                select 42, e.id, e.id, e.number, e.person, e.unit, e.unit_path, 'hospital', '2025', 1, false, s.state, 'COUNTY',
                    '{COUNTY}', false, 100, '', '2024-02-01', '2024-02-01', case s.state when 'SUPPLEMENT' then null
                    else date '2024-02-12' end, '2024-02-01'
                from claim.event_case e
                cross join lateral (select case when e.id % 1000 <> 0 then 'CLOSED' when e.id % 3000 = 0 then 'SUPPLEMENT'
                    when e.id % 3000 = 1000 then 'RETURNED' else 'REVIEW' end as state) s
                where e.fund = 42 and e.id > 800000000 and e.id <= 800000000 + :cases
                """).param("cases", CASES).update();
    }
}

package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Actor;
import org.tongzhou.testing.AllPages;
import org.tongzhou.testing.ManyRows;
import org.tongzhou.testing.TestData;

/** More that an officer has filed or begun for members than a page holds. */
class PagedFilingsTest extends ManyRows {
    private static final long FIRST = 810_000_000;
    private static final long STRANGER = 799_999_999;

    @Autowired
    private Filings filings;

    @Autowired
    private Members members;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    /** Of every six one waits for papers, one for a card, and four for an answer; a third is of somebody who is not of the unit. */
    @Test
    void everyClaimThatWaitsStandsOnOnePageOnceWhatWaitsForPapersFirst() {
        Member member = member();
        Actor officer = data.officer(member.unit());
        undone(() -> {
            waiting(member, officer, 600);
            List<Long> papers = theirs(600, 0, 1);
            List<Long> listed = pages(officer).numbers("/filings", "href=\"/my/claims/(#)[\"?]", "waiting");
            assertThat(listed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(theirs(600, 0, 6));
            assertThat(listed.subList(0, papers.size())).containsExactlyElementsOf(papers);
            assertThat(filings.owing(officer)).isEqualTo(papers.size());
        });
    }

    @Test
    void everyDraftStandsOnOnePageOnceTheLastSavedFirst() {
        Member member = member();
        Actor officer = data.officer(member.unit());
        undone(() -> {
            drafts(member, officer, 230);
            assertThat(pages(officer).numbers("/filings", "href=\"/my/claims/draft/(#)\"", "drafts"))
                    .containsExactlyElementsOf(LongStream.iterate(FIRST + 230, n -> n - 1)
                            .limit(230)
                            .boxed()
                            .toList());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"waiting=3_1_1", "waiting=0_9999999_999999999999999999", "drafts=x", "after=x_y"})
    void aKeyThatNoPageGaveIsNoFault(String key) throws Exception {
        mvc.perform(get("/filings?" + key).with(visits.of(data.officer(member().unit()))))
                .andExpect(status().isOk());
    }

    @ParameterizedTest
    @ValueSource(strings = {"waiting=", "drafts=", "after=", "more="})
    void anEmptyKeyIsTheFirstPage(String empty) throws Exception {
        mvc.perform(get("/filings?" + empty).with(visits.of(data.officer(member().unit()))))
                .andExpect(content().string(containsString("action=\"/filings\"")))
                .andExpect(content().string(containsString("id=\"waiting\"")))
                .andExpect(content().string(not(containsString("class=\"pager"))));
    }

    private Member member() {
        return members.member(TestData.DAYE, Map.of("hospital", 1));
    }

    private AllPages pages(Actor officer) {
        return new AllPages(mvc, visits.of(officer));
    }

    /** Those of the member among so many, of which the place in six is within these. */
    private static List<Long> theirs(int count, int from, int to) {
        return LongStream.rangeClosed(1, count)
                .filter(n -> n % 6 >= from && n % 6 < to && n / 6 % 3 != 0)
                .mapToObj(n -> FIRST + n)
                .toList();
    }

    private void waiting(Member member, Actor officer, int count) {
        cases(member, officer, count, "OPEN");
        jdbc.sql("""
                insert into claim.claim (fund, id, case_id, number, person, unit, unit_path, plan, plan_version, cover, lump_sum,
                    state, level, levels, sampled, amount_fen, decision, accepted_on, promised_from, due_on, filed_at)
                    overriding system value
                select 42, e.id, e.id, e.number, e.person, e.unit, e.unit_path, 'hospital', '2025', 1, false, s.state, 'COUNTY',
                    '{COUNTY}', false, 100, '', '2024-02-01', '2024-02-01',
                    case when s.state <> 'SUPPLEMENT' then date '2024-02-12' + cast(e.id % 7 as int) end, '2024-02-01'
                from claim.event_case e
                cross join lateral (select case (e.id - :first) % 6 when 0 then 'SUPPLEMENT' when 1 then 'RETURNED' else 'REVIEW'
                    end as state) s
                where e.fund = 42 and e.id > :first and e.id <= :first + :count
                """).param("first", FIRST).param("count", count).update();
    }

    /** Of as many members of the unit. */
    private void drafts(Member member, Actor officer, int count) {
        cases(member, officer, count, "DRAFT");
        jdbc.sql("""
                insert into enrolment.cover overriding system value
                select (jsonb_populate_record(c, jsonb_build_object('id', :first + n, 'person', :first + n))).*
                from enrolment.cover c, generate_series(1, :count) n where c.fund = 42 and c.person = :person
                """)
                .param("first", FIRST)
                .param("count", count)
                .param("person", member.person().value())
                .update();
    }

    /** Each draft is another member's, saved three at a time. Of what was sent in some is of somebody who is not of the unit. */
    private void cases(Member member, Actor officer, int count, String state) {
        jdbc.sql("""
                insert into claim.event_case (fund, id, number, person, unit, unit_path, kind, state, facts, opened_by, opened_at,
                    saved_at, submitted_at) overriding system value
                select 42, :first + n, case when :state = 'OPEN' then 'PAGED' || n end,
                    case when :state = 'DRAFT' then :first + n when n / 6 % 3 = 0 then :stranger else :person end, :unit, :path,
                    'HOSPITAL', :state, '', :hand, timestamptz '2024-02-01', timestamptz '2024-02-01' + n / 3 * interval '1.001 ms',
                    case when :state = 'OPEN' then timestamptz '2024-02-01' end
                from generate_series(1, :count) n
                """)
                .param("first", FIRST)
                .param("state", state)
                .param("stranger", STRANGER)
                .param("person", member.person().value())
                .param("unit", member.unit().id().value())
                .param("path", member.unit().path())
                .param("hand", officer.requirePerson().value())
                .param("count", count)
                .update();
    }
}

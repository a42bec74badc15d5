package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.TODAY;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.tongzhou.access.web.Visits;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;
import org.tongzhou.testing.AllPages;
import org.tongzhou.testing.ManyRows;
import org.tongzhou.testing.TestData;

/** More members who may be owed more than a page holds. */
class PagedProposalsTest extends ManyRows {
    private static final long FIRST = 830_000_000;
    private static final int COUNT = 230;

    @Autowired
    private Members members;

    @Autowired
    private People people;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    @Test
    void everyMemberOfTheUnitStandsOnOnePageOnceForTheOfficer() {
        Member member = members.member(TestData.DAYE, Map.of("hospital", 1));
        undone(() -> {
            owed(member);
            assertThat(new AllPages(mvc, visits.of(data.officer(member.unit()))).numbers("/filings", "多领(#)", "more"))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(101, 100 + COUNT).boxed().toList());
        });
    }

    @Test
    void everyOneOfThemStandsOnOnePageOnceForWhoLeads() {
        Member member = members.member(TestData.DAYE, Map.of("hospital", 1));
        Actor lead = data.actor(Role.COUNTY_REVIEWER, member.unit().path());
        undone(() -> {
            owed(member);
            assertThat(new AllPages(mvc, visits.of(lead))
                            .numbers("/second-benefits", "<td class=\"r num\">(#).00</td>"))
                    .filteredOn(yuan -> yuan > 0)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(101, 100 + COUNT).boxed().toList());
        });
    }

    @Test
    void allCasesThatCannotBeReadAreCountedWhereThoseThatWaitLongestAreListed() throws Exception {
        Member member = members.member(TestData.DAYE, Map.of("hospital", 1));
        RequestPostProcessor lead =
                visits.of(data.actor(Role.COUNTY_REVIEWER, member.unit().path()));
        undone(() -> {
            setAside(member, 200);
            assertThat(read(lead)).contains("200 个案件读不出来", "ASIDE200", "其余照常。编号");
            setAside(member, 230);
            assertThat(read(lead))
                    .contains("230 个案件读不出来", "等得最久的 200 个", "ASIDE200，")
                    .doesNotContain("ASIDE201");
        });
    }

    private String read(RequestPostProcessor lead) {
        try {
            return mvc.perform(get("/second-benefits").with(lead))
                    .andReturn()
                    .getResponse()
                    .getContentAsString(StandardCharsets.UTF_8);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void setAside(Member member, int count) {
        jdbc.sql("""
                        insert into claim.event_case (fund, id, number, person, unit, unit_path, kind, state, facts, opened_by, opened_at,
                            saved_at, submitted_at) overriding system value
                        select 42, :first + n, 'ASIDE' || n, :first, 1, :path, 'HOSPITAL', 'OPEN', '', 1, '2024-02-01', '2024-02-01',
                            '2024-02-01' from generate_series(1, :count) n on conflict do nothing
                        """)
                .param("first", FIRST)
                .param("path", member.unit().path())
                .param("count", count)
                .update();
        jdbc.sql("""
                        insert into claim.search_aside (fund, case_id, since, reason)
                        select 42, :first + n, timestamptz '2024-02-01' + n * interval '1 s', 'Unreadable'
                        from generate_series(1, :count) n on conflict do nothing
                        """).param("first", FIRST).param("count", count).update();
    }

    /** The member, and up to how many yuan they are owed, has the number of the row. */
    private void owed(Member member) {
        List<PersonId> owed = people.registerAll(
                FUND,
                IntStream.rangeClosed(101, 100 + COUNT)
                        .mapToObj(n -> new NewPerson(
                                "多领" + n, TestData.residentId(Sex.MALE, LocalDate.of(1985, 6, 15)), null, null))
                        .toList(),
                NOW);
        jdbc.sql("""
                        insert into claim.proposal (fund, id, case_id, person, unit_path, plan, plan_version, cover, up_to_fen,
                            missing, decision, state, found_at, told_at) overriding system value
                        select :fund, :first + n, :first + n, p.id, :path, 'critical', '2025', 1, (n + 100) * 100, '{}', '', 'OPEN',
                            :now, :now
                        from unnest(cast(:people as bigint[])) with ordinality p (id, n)
                        """)
                .param("fund", FUND.code())
                .param("first", FIRST)
                .param("path", member.unit().path())
                .param("now", TODAY.atStartOfDay().atOffset(ZoneOffset.UTC))
                .param("people", owed.stream().map(PersonId::value).toArray(Long[]::new))
                .update();
    }
}

package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.TODAY;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
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

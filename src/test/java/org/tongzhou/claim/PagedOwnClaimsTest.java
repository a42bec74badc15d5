package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.TODAY;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.tongzhou.access.web.Visits;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.person.People;
import org.tongzhou.testing.AllPages;
import org.tongzhou.testing.ManyRows;
import org.tongzhou.testing.RoundTrips;
import org.tongzhou.testing.TestData;

/** Somebody who falls ill again and again: more claims of one member than a page holds, for the member and at the desk. */
class PagedOwnClaimsTest extends ManyRows {
    private static final long FIRST = 890_000_000;
    private static final int COUNT = 230;

    @Autowired
    private Members members;

    @Autowired
    private Queues queues;

    @Autowired
    private People people;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    private Member member;
    private Actor desk;

    @BeforeEach
    void aMemberAndTheirDesk() {
        member = members.member(TestData.DAYE, Map.of("hospital", 1));
        desk = data.actor(Role.COUNTY_REVIEWER, member.unit().path());
    }

    @Test
    void everyClaimStandsOnOnePageOnceForTheMember() {
        undone(() -> {
            claims(member.person().value(), member.unit().path(), FIRST);
            assertThat(new AllPages(mvc, visits.of(member.actor())).numbers("/my/claims", "href=\"/my/claims/(#)[\"?]"))
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(newest());
        });
    }

    @Test
    void everythingThatMayBeClaimedBesidesStandsOnOnePageOnceAndTheFirstPageSaysThatThereIsMore() {
        undone(() -> {
            proposals(50);
            assertThat(page(get("/my/home"), member.actor())).doesNotContain("不止这些");
            proposals(COUNT);
            assertThat(new AllPages(mvc, visits.of(member.actor()))
                            .numbers("/my/claims", "href=\"/my/cases/(#)[\"?]", "further"))
                    .containsExactlyElementsOf(newest());
            assertThat(page(get("/my/home"), member.actor())).containsPattern("href=\"/my/claims\">[^<]*不止这些");
        });
    }

    /** One yuan each, half of them paid. */
    @Test
    void allThatWasEverPaidIsAddedUp() {
        undone(() -> {
            claims(member.person().value(), member.unit().path(), FIRST);
            assertThat(page(get("/my/home"), member.actor())).containsPattern("累计已领 <b class=\"d\">[^<]*115\\.00");
        });
    }

    @Test
    void everyClaimOfWhoIsSoughtByNumberStandsOnOnePageOnceAndTheNumberInNoAddress() {
        String number = people.identity(FUND, member.person()).number();
        undone(() -> {
            claims(member.person().value(), member.unit().path(), FIRST);
            claims(FIRST, member.unit().path(), FIRST + 1_000);
            claims(member.person().value(), "/42/4299/429907/u1/", FIRST + 2_000);
            String found = page(post("/cases").param("q", number).with(csrf()), desk);
            String all = "/cases?person=" + member.person().value();
            assertThat(found)
                    .contains("rel=\"next\" href=\"" + all + "&amp;after=" + (FIRST + COUNT - 49) + "\"")
                    .containsOnlyOnce(number);
            assertThat(new AllPages(mvc, visits.of(desk)).numbers(all, "href=\"/reviews/(#)\""))
                    .containsExactlyElementsOf(newest());
        });
    }

    @Test
    void theDesksListOfSomebodysClaimsIsForNoMember() {
        refused("not_allowed", () -> queues.ofPerson(member.actor(), member.person(), null, TODAY));
    }

    @Test
    void theMembersPageLeadsToTheirOtherClaims() {
        undone(() -> {
            String all = "href=\"/cases?person=" + member.person().value() + "\"";
            String path = "/people/" + member.person().value();
            assertThat(page(get(path), desk)).doesNotContain(all);
            claims(member.person().value(), member.unit().path(), FIRST);
            assertThat(page(get(path), desk)).contains(all);
        });
    }

    @Test
    void theSearchSaysWhereItShowsSomeOfTheClaimsWithANumber() {
        undone(() -> {
            claims(member.person().value(), member.unit().path(), FIRST);
            assertThat(page(post("/search").param("q", "OW10023").with(csrf()), desk))
                    .doesNotContain("只列出前面一部分");
            assertThat(page(post("/search").param("q", "OW1000").with(csrf()), desk))
                    .contains("只列出前面一部分");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"after=x", "further=x", "after=0", "after=999999999999999999&further=1"})
    void aKeyThatNoPageGaveIsNoFault(String key) {
        assertThat(page(get("/my/claims?" + key), member.actor())).contains("</html>");
    }

    @Test
    void anEmptyKeyIsTheFirstPage() {
        undone(() -> {
            claims(member.person().value(), member.unit().path(), FIRST);
            proposals(1);
            for (String empty : List.of("after=", "further=", "after=&further=")) {
                assertThat(page(get("/my/claims?" + empty), member.actor()))
                        .contains("href=\"/my/claims/" + (FIRST + COUNT), "href=\"/my/cases/");
            }
        });
    }

    /** Of a claim whose payment came back is asked what became of that payment. */
    @Test
    void aLaterPageHasOnlyTheListThatGoesOnThereAndAsksForNoOther() {
        undone(() -> {
            claims(member.person().value(), member.unit().path(), FIRST);
            proposals(COUNT);
            jdbc.sql("update claim.claim set state = 'RETURNED' where fund = 42 and person = :person")
                    .param("person", member.person().value())
                    .update();
            assertThat(page(get("/my/claims?after=" + (FIRST + 50)), member.actor()))
                    .contains("href=\"/my/claims/" + (FIRST + 49))
                    .doesNotContain("/my/cases/");
            long before = scansOfPayments();
            assertThat(page(get("/my/claims?further=" + (FIRST + 50)), member.actor()))
                    .contains("href=\"/my/cases/" + (FIRST + 49))
                    .doesNotContain("/my/claims/" + FIRST / 1_000);
            assertThat(scansOfPayments() - before).isZero();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"after", "further"})
    void aLaterPageAsksTheDatabaseForItsListAlone(String list) throws Exception {
        String later = "/my/claims?" + list + "=" + FIRST;
        String asked = RoundTrips.of(() -> page(get(later), member.actor())).stream()
                .map(RoundTrips.Trip::brief)
                .collect(Collectors.joining());
        assertThat(asked.contains("from claim.claim c where c.fund = ? and c.person = ? and c.id < ?"))
                .isEqualTo(list.equals("after"));
        assertThat(asked.contains("state = 'OPEN' and id < ?")).isEqualTo(list.equals("further"));
        assertThat(asked).doesNotContain("opened_by = ? and state = 'DRAFT'");
    }

    @Test
    void aClaimIsOpenedFromThePageOfTheListOnWhichItStands() {
        undone(() -> {
            claims(member.person().value(), member.unit().path(), FIRST);
            String later = "/my/claims?after=" + (FIRST + 50);
            String opened = "/my/claims/" + (FIRST + 49) + "?from=%2Fmy%2Fclaims%3Fafter%3D" + (FIRST + 50);
            assertThat(page(get(later), member.actor())).contains("href=\"" + opened + "\"");
            assertThat(page(get("/my/claims"), member.actor())).contains("href=\"/my/claims/" + (FIRST + COUNT) + "\"");
        });
    }

    private long scansOfPayments() {
        return jdbc.sql("""
                        select sum(pg_stat_get_xact_numscans(indexrelid))
                            + pg_stat_get_xact_numscans(cast('payment.instruction' as regclass))
                        from pg_index where indrelid = cast('payment.instruction' as regclass)
                        """).query(Long.class).single();
    }

    private static List<Long> newest() {
        return LongStream.iterate(FIRST + COUNT, n -> n - 1)
                .limit(COUNT)
                .boxed()
                .toList();
    }

    private String page(MockHttpServletRequestBuilder request, Actor reader) {
        try {
            return mvc.perform(request.with(visits.of(reader)))
                    .andExpect(status().isOk())
                    .andReturn()
                    .getResponse()
                    .getContentAsString(StandardCharsets.UTF_8);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every other is paid. */
    private void claims(long person, String path, long first) {
        jdbc.sql("""
                        insert into claim.claim (fund, id, case_id, number, person, unit, unit_path, plan, plan_version, cover,
                            lump_sum, state, level, levels, sampled, amount_fen, decision, accepted_on, promised_from, due_on,
                            filed_at, paid_at) overriding system value
                        select 42, :first + n, :first + n, case when :first = :origin then 'OW' || 100000 + n else 'OTHER' || :first + n end,
                            :person, :origin, :path, 'hospital', '2025', 1, false, case when n % 2 = 0 then 'PAID' else 'REVIEW' end, 'COUNTY',
                            '{COUNTY}', false, 100, '', '2026-02-02', '2026-02-02', '2026-02-12', '2026-02-02',
                            case when n % 2 = 0 then timestamptz '2026-02-08 09:00+08' end
                        from generate_series(1, :count) n
                        """)
                .param("first", first)
                .param("origin", FIRST)
                .param("person", person)
                .param("path", path)
                .param("count", COUNT)
                .update();
    }

    private void proposals(int count) {
        jdbc.sql("""
                        insert into claim.proposal (fund, id, case_id, person, unit_path, plan, plan_version, cover, up_to_fen,
                            missing, decision, state, found_at, told_at) overriding system value
                        select 42, :first + n, :first + n, :person, :path, 'critical', '2025', 1, 100, '{}', '', 'OPEN', :now, :now
                        from generate_series(1, :count) n on conflict do nothing
                        """)
                .param("first", FIRST)
                .param("person", member.person().value())
                .param("path", member.unit().path())
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .param("count", count)
                .update();
    }
}

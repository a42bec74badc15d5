package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.tongzhou.testing.TestData.NOW;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.DayPlace;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.ManyRows;
import org.tongzhou.testing.TestData;
import org.tongzhou.testing.WrongForm;

/** Who decides on a claim that stands on a later page of the queue, or under a filter, finds the queue as it stood. */
class QueuePlaceTest extends ManyRows {
    private static final long FIRST = 870_000_000;
    private static final String AFTER = "20000_17";
    private static final String PLACE = "?filter=SOON&after=" + AFTER;
    private static final String FIELDS =
            "<input type=\"hidden\" name=\"filter\" value=\"SOON\"><input type=\"hidden\" name=\"after\" value=\""
                    + AFTER + "\">";

    @Autowired
    private Members members;

    @Autowired
    private ClaimStore claims;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    private Member member;
    private Actor reviewer;
    private long claim;

    @BeforeEach
    void aClaimWaits() {
        member = members.member(TestData.DAYE, Map.of("hospital", 1));
        Actor county = data.actor(Role.COUNTY_REVIEWER, member.unit().path());
        reviewer = new Actor(county.userId(), county.name(), county.scope(), county.roles(), county.person(), null);
        claim = members.hospitalClaim(member, "1000.00", NOW).claims().get(0).value();
    }

    @Test
    void everyFormAndEveryPaperOfTheDeskKeepsThePlace() throws Exception {
        String page = page("/reviews/" + claim + PLACE);
        assertThat(page.split("name=\"version\"", -1)).hasSizeGreaterThan(4);
        assertThat(page.split("name=\"version\" value=\"\\d+\">\\s*" + FIELDS, -1))
                .hasSameSizeAs(page.split("name=\"version\"", -1));
        assertThat(page)
                .contains("href=\"/reviews/" + claim + "?paper=")
                .doesNotContainPattern("href=\"/reviews/" + claim + "\\?paper=\\d+(&amp;sheet=\\d+)?\"")
                .contains("href=\"/claims/" + claim + "/heir?filter=SOON&amp;after=" + AFTER + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "ask", "refuse", "take-over"})
    void aDecisionAnswersWithThePlace(String act) throws Exception {
        MockHttpServletResponse answer = sent("/reviews/" + claim + "/" + act, "看不清，请重新拍一张清楚的。");
        assertThat(answer.getRedirectedUrl()).isEqualTo("/reviews/" + claim + PLACE);
    }

    @Test
    void aDecisionThatIsRefusedStandsAgainInThePlace() throws Exception {
        MockHttpServletResponse answer = sent("/reviews/" + claim + "/refuse", "短");
        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(answer.getContentAsString(StandardCharsets.UTF_8))
                .contains(FIELDS)
                .containsPattern("href=\"/reviews\\?filter=SOON\" aria-current=\"true\"")
                .containsPattern("class=\"pager[^§]*href=\"/reviews\\?filter=SOON\"");
    }

    @Test
    void whoNamesAnHeirComesBackToThePlace() throws Exception {
        String heir = "/claims/" + claim + "/heir";
        assertThat(page(heir + PLACE))
                .contains("href=\"/reviews/" + claim + "?filter=SOON&amp;after=" + AFTER + "\"", FIELDS);
        MockHttpServletResponse answer = sent(heir, "");
        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(answer.getContentAsString(StandardCharsets.UTF_8)).contains(FIELDS);
    }

    /** The line of a claim leads to it on the page on which it stands, and the next one of the last is on the page after it. */
    @Test
    void theNextAfterTheLastOfAPageIsOnThePageAfterIt() {
        undone(() -> {
            others(59, "2026-02-11", FIRST);
            others(3, "2026-12-11", FIRST + 100);
            assertThat(page("/reviews"))
                    .contains("<li><a href=\"/reviews/" + claim + "\">")
                    .doesNotContain("/reviews/" + (FIRST + 101));
            String next = "/reviews?after=\\d+_" + claim + "\"";
            assertThat(page("/reviews/" + claim))
                    .containsPattern("href=\"" + next.replace("?", "\\?") + " data-key=\"j\"");
            LocalDate due = Objects.requireNonNull(claims.findWithin(reviewer.scope(), new ClaimId(claim))
                    .orElseThrow()
                    .clock()
                    .dueOn());
            String key = new DayPlace(due, claim).key();
            assertThat(page("/reviews?after=" + key))
                    .contains("<li><a href=\"/reviews/" + (FIRST + 101) + "?after=" + key + "\">")
                    .doesNotContain("<li><a href=\"/reviews/" + claim);
        });
    }

    private MockHttpServletResponse sent(String path, String words) throws Exception {
        return new WrongForm(mvc, visits.of(reviewer))
                .sent(
                        path,
                        "version",
                        "1",
                        "papers",
                        "DISCHARGE_RECORD",
                        "clause",
                        "hospital-2025 §3",
                        "words",
                        words,
                        "filter",
                        "SOON",
                        "after",
                        AFTER);
    }

    private String page(String path) {
        try {
            return mvc.perform(get(path).with(visits.of(reviewer)))
                    .andExpect(status().isOk())
                    .andReturn()
                    .getResponse()
                    .getContentAsString(StandardCharsets.UTF_8);
        } catch (Exception e) {
            throw new IllegalStateException(path, e);
        }
    }

    private void others(int count, String due, long first) {
        jdbc.sql("""
                        insert into claim.claim (fund, id, case_id, number, person, unit, unit_path, plan, plan_version, cover,
                            lump_sum, state, level, levels, sampled, amount_fen, decision, accepted_on, promised_from, due_on,
                            filed_at) overriding system value
                        select 42, :first + n, :first + n, 'PLACE' || :first + n, :first, :first, :path, 'hospital', '2025', 1, false,
                            'REVIEW', 'COUNTY', '{COUNTY}', false, 100, '', '2026-02-02', '2026-02-02', cast(:due as date),
                            '2026-02-02'
                        from generate_series(1, :count) n
                        """)
                .param("first", first)
                .param("path", member.unit().path())
                .param("due", due)
                .param("count", count)
                .update();
    }
}

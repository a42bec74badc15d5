package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.AllPages;
import org.tongzhou.testing.ManyRows;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** More claims that wait for a reviewer than a page holds. */
class PagedQueueTest extends ManyRows {
    private static final String COUNTY = "/42/4299/429905/";
    private static final String LINE = "<li><a href=\"/reviews/(#)[?\"]";
    private static final long FIRST = 860_000_000;
    private static final int COUNT = 230;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    private Actor reviewer() {
        return data.actor(Role.COUNTY_REVIEWER, COUNTY);
    }

    @Test
    void everyClaimThatWaitsStandsOnOnePageOnceByItsDay() {
        Actor reviewer = reviewer();
        undone(() -> {
            waiting(COUNT, COUNTY);
            waiting(10, "/42/4299/429906/");
            assertThat(new AllPages(mvc, visits.of(reviewer)).numbers("/reviews", LINE))
                    .containsExactlyElementsOf(byDay(n -> true));
        });
    }

    @Test
    void soDoesEveryRefusalThatWantsASecondPerson() {
        Actor reviewer = reviewer();
        undone(() -> {
            waiting(COUNT, COUNTY);
            assertThat(new AllPages(mvc, visits.of(reviewer)).numbers("/reviews?filter=SECOND", LINE))
                    .containsExactlyElementsOf(byDay(n -> n % 3 == 0));
        });
    }

    @Test
    void aProgramIsToldWhereTheQueueGoesOn() {
        Actor reviewer = reviewer();
        undone(() -> {
            waiting(COUNT, COUNTY);
            List<Long> claims = new ArrayList<>();
            String after = "";
            do {
                String said = read("/api/reviews?after=" + after, reviewer);
                JsonNode page = JsonMapper.shared().readTree(said);
                page.path("claims")
                        .valueStream()
                        .forEach(one -> claims.add(one.path("id").asLong()));
                after = page.path("next").asString("");
            } while (!after.isEmpty());
            assertThat(claims).containsExactlyElementsOf(byDay(n -> true));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1_", "99999999999999_1", "1_999999999999999999"})
    void aKeyThatNoPageGaveIsNoFault(String key) throws Exception {
        mvc.perform(get("/reviews?after=" + key).with(visits.of(reviewer()))).andExpect(status().isOk());
    }

    @Test
    void aFilterThatThereIsNotIsABadAddress() throws Exception {
        mvc.perform(get("/reviews?filter=NONE").with(visits.of(reviewer()))).andExpect(status().isBadRequest());
    }

    private String read(String path, Actor actor) {
        try {
            return mvc.perform(get(path).with(path.startsWith("/api") ? visits.program(actor) : visits.of(actor)))
                    .andExpect(status().isOk())
                    .andReturn()
                    .getResponse()
                    .getContentAsString(StandardCharsets.UTF_8);
        } catch (Exception e) {
            throw new IllegalStateException(path, e);
        }
    }

    private static List<Long> byDay(LongPredicate which) {
        return LongStream.rangeClosed(1, COUNT)
                .filter(which)
                .boxed()
                .sorted(Comparator.comparingLong((Long n) -> n % 7).thenComparing(n -> n))
                .map(n -> FIRST + n)
                .toList();
    }

    /** Due on one of seven days; of every third a refusal is proposed. */
    private void waiting(int count, String path) {
        long above = path.equals(COUNTY) ? FIRST : FIRST + 10_000;
        jdbc.sql("""
                        insert into claim.claim (fund, id, case_id, number, person, unit, unit_path, plan, plan_version, cover,
                            lump_sum, state, level, levels, sampled, amount_fen, decision, accepted_on, promised_from, due_on,
                            filed_at) overriding system value
                        select 42, :above + n, :above + n, 'QUEUE' || :above + n, :above, :above, :path, 'hospital', '2025', 1, false,
                            case when n % 3 = 0 then 'REFUSAL_PROPOSED' else 'REVIEW' end, 'COUNTY', '{COUNTY}', false, 100, '',
                            '2026-02-02', '2026-02-02', date '2026-02-12' + cast(n % 7 as int), '2026-02-02'
                        from generate_series(1, :count) n
                        """)
                .param("above", above)
                .param("path", path + "u1/")
                .param("count", count)
                .update();
    }
}

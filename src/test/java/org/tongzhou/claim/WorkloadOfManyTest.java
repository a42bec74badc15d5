package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.stream.LongStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.AllPages;
import org.tongzhou.testing.ManyRows;
import org.tongzhou.testing.TestData;

/** Who decided how much in 90 days, how long it took, and what is late, where that is very much. */
class WorkloadOfManyTest extends ManyRows {
    private static final String COUNTY = "/42/4299/429904/";
    private static final long FIRST = 850_000_000;
    private static final int BY_THE_ONE = 20_100;
    private static final int BY_THE_OTHER = 400;

    @Autowired
    private Workload workload;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    /** The other, who came of late, took three working days in half of all cases and four in the others: the lower of the two is told. */
    @Test
    void everyDecisionIsCountedTheNewestToo() {
        undone(() -> {
            decided(1, BY_THE_ONE, 1, "2026-02-03");
            decided(BY_THE_ONE + 1, BY_THE_OTHER / 2, 2, "2026-02-05");
            decided(BY_THE_ONE + BY_THE_OTHER / 2 + 1, BY_THE_OTHER / 2, 2, "2026-02-06");
            analyze("claim.claim, claim.step");
            Workload.Lying lying = workload.lying(data.actor(Role.MANAGER, COUNTY), TestData.NOW, null);
            assertThat(lying.reviewers())
                    .extracting(
                            one -> one.person().value(),
                            Workload.OfReviewer::decided,
                            one -> one.medianDays().orElseThrow())
                    .containsExactly(Tuple.tuple(1L, BY_THE_ONE, 1), Tuple.tuple(2L, BY_THE_OTHER, 3));
            assertThat(lying.levels().get(0).medianDays()).hasValue(1);
        });
    }

    @Test
    void everyLateClaimStandsOnOnePageOnceTheOldestFirst() {
        undone(() -> {
            decided(1, 230, 1, "2026-02-03");
            jdbc.sql("""
                            update claim.claim set state = 'REVIEW', due_on = date '2025-03-01' + cast((id - :first) / 3 as int)
                            where fund = 42 and id > :first
                            """).param("first", FIRST).update();
            assertThat(new AllPages(mvc, visits.of(data.actor(Role.AUDITOR, COUNTY)))
                            .numbers("/workload", "href=\"/reviews/(#)\""))
                    .containsExactlyElementsOf(LongStream.rangeClosed(FIRST + 1, FIRST + 230)
                            .boxed()
                            .toList());
        });
    }

    @Test
    void everyClaimWhoseNumberBeginsSoStandsOnOnePageOnceTheNewestFirst() {
        undone(() -> {
            decided(1, 230, 1, "2026-02-03");
            assertThat(new AllPages(mvc, visits.of(data.actor(Role.AUDITOR, COUNTY)))
                            .numbers("/cases?q=MANY1", "href=\"/reviews/(#)\""))
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, 230)
                            .filter(n -> Long.toString(n).startsWith("1"))
                            .mapToObj(n -> FIRST + n)
                            .sorted(Comparator.reverseOrder())
                            .toList());
        });
    }

    /** Filed on the second of February. */
    private void decided(int from, int count, long person, String day) {
        jdbc.sql("""
                        insert into claim.claim (fund, id, case_id, number, person, unit, unit_path, plan, plan_version, cover,
                            lump_sum, state, level, levels, sampled, amount_fen, decision, accepted_on, promised_from, due_on,
                            filed_at) overriding system value
                        select 42, :first + n, :first + n, 'MANY' || n, 9, 9, :path, 'hospital', '2025', 1, false, 'APPROVED',
                            'COUNTY', '{COUNTY}', false, 100, '', '2026-02-02', '2026-02-02', '2026-02-12', '2026-02-02'
                        from generate_series(:from, :from + :count - 1) n
                        """)
                .param("first", FIRST)
                .param("path", COUNTY + "u1/")
                .param("from", from)
                .param("count", count)
                .update();
        jdbc.sql("""
                        insert into claim.step (fund, claim, at, verb, level, state, person, actor_name, version, deciding, claimant,
                            claim_unit)
                        select 42, :first + n, cast(s.day as timestamptz) + interval '12 hours', s.verb, 'COUNTY', s.state, :person,
                            '样', s.version, s.version = 2, 9, 9
                        from generate_series(:from, :from + :count - 1) n, (values ('2026-02-02', 'FILED', 'REVIEW', 1),
                            (:day, 'APPROVED', 'APPROVED', 2)) as s (day, verb, state, version)
                        """)
                .param("first", FIRST)
                .param("person", person)
                .param("day", day)
                .param("from", from)
                .param("count", count)
                .update();
    }
}

package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.DayPlace;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.testing.ManyRows;
import org.tongzhou.testing.TestData;

/** Claims of years are decided and few wait: a queue and the page of work in hand read those, and the decisions of late. */
class OpenByIndexTest extends ManyRows {
    private static final String COUNTY = "/42/4299/429903/";
    private static final LocalDate DUE = LocalDate.of(2024, 2, 12);

    @Autowired
    Queues queues;

    @Autowired
    Workload workload;

    @Autowired
    ClaimStore claims;

    @Autowired
    CaseStore cases;

    @Autowired
    Trips trips;

    @Test
    void aQueueReadsWhatWaits() {
        Actor county = data.actor(Role.COUNTY_REVIEWER, COUNTY);
        among20000Decided(() -> {
            assertThat(queues.queue(county, QueuePlace.FIRST, TestData.TODAY).waiting())
                    .containsEntry(QueueFilter.ALL, 20);
            assertThat(scans("claim.claim_open")).isPositive();
        });
    }

    /** What a later page reads of the index for its lines is what is due after its key. */
    @Test
    void aLaterPageOfAQueueReadsLessThanTheFirst() {
        Actor county = data.actor(Role.COUNTY_REVIEWER, COUNTY);
        undone(() -> {
            claims(1);
            analyze("claim.claim, claim.step");
            long first = readFor(county, QueuePlace.FIRST);
            long late = readFor(county, new QueuePlace(QueueFilter.ALL, new DayPlace(DUE, 800_019_000).key()));
            assertThat(first - late).isGreaterThanOrEqualTo(19_000);
        });
    }

    private long readFor(Actor reviewer, QueuePlace place) {
        long before = read("claim.claim_open");
        assertThat(queues.queue(reviewer, place, TestData.TODAY).rows().items()).hasSize(60);
        return read("claim.claim_open") - before;
    }

    @Test
    void workInHandReadsWhatWaitsAndTheDecisionsOfLate() {
        Actor manager = data.actor(Role.MANAGER, COUNTY);
        among20000Decided(() -> {
            Workload.Lying lying = workload.lying(manager, TestData.NOW, null);
            assertThat(lying.levels()).extracting(Workload.OfLevel::open).contains(20);
            assertThat(scans("claim.claim_open")).isPositive();
            assertThat(scans("claim.step_decided")).isPositive();
        });
    }

    @Test
    void theClaimsOfACaseAreFoundByIt() {
        among20000Decided(() -> {
            assertThat(claims.ofCase(TestData.FUND, new CaseId(800_000_007))).hasSize(1);
            assertThat(scans("claim.claim_of_case")).isPositive();
        });
    }

    /** When the plan was made there were next to no drafts. */
    @Test
    void aDraftThatIsSentInIsNotLookedForAmongAllDrafts() {
        undone(() -> {
            cases(1, 20_000, "OPEN");
            analyze("claim.event_case");
            cases(20_001, 3_000, "DRAFT");
            jdbc.sql(Trips.BY_KEYS).update();
            CaseId draft = new CaseId(800_020_007);
            Trip trip = trips.trip();
            cases.submit(
                    trip,
                    TestData.FUND,
                    Map.of(draft, new CaseStore.Submitted("SENT1", new UnitId(1), COUNTY + "u1/")),
                    TestData.NOW);
            trip.go();
            assertThat(scans("claim.event_case_one_draft")).isZero();
            assertThat(scans("claim.event_case_pkey")).isPositive();
        });
    }

    private void cases(int from, int count, String state) {
        jdbc.sql("""
                insert into claim.event_case (fund, id, number, person, unit, unit_path, kind, state, facts, opened_by, opened_at,
                    saved_at, submitted_at) overriding system value
                select 42, 800000000 + n, case when :state = 'OPEN' then 'SCAN' || n end, 800000000 + n, 1, :path, 'HOSPITAL',
                    :state, '', 1, '2024-02-01', '2024-02-01', case when :state = 'OPEN' then timestamptz '2024-02-01' end
                from generate_series(:from, :from + :count - 1) n
                """)
                .param("state", state)
                .param("path", COUNTY + "u1/")
                .param("from", from)
                .param("count", count)
                .update();
    }

    private void among20000Decided(Runnable work) {
        undone(() -> {
            claims(1000);
            steps();
            analyze("claim.claim, claim.step");
            withoutReadingWhole("claim.claim", () -> withoutReadingWhole("claim.step", work));
        });
    }

    /** One in so many waits. */
    private void claims(int one) {
        jdbc.sql("""
                insert into claim.claim (fund, id, case_id, number, person, unit, unit_path, plan, plan_version, cover, lump_sum,
                    state, level, levels, sampled, amount_fen, decision, accepted_on, promised_from, due_on, filed_at)
                    overriding system value
                select 42, 800000000 + n, 800000000 + n, 'SCAN' || n, 1, 1, :path || 'u1/', 'hospital', '2025', 1, false,
                    case when n % :one = 0 then 'REVIEW' else 'APPROVED' end, 'COUNTY', '{COUNTY}', false, 100, '',
                    '2024-02-01', '2024-02-01', '2024-02-12', '2024-02-01'
                from generate_series(1, 20000) n
                """).param("path", COUNTY).param("one", one).update();
    }

    private void steps() {
        jdbc.sql("""
                insert into claim.step (fund, claim, at, verb, level, state, person, actor_name, version, deciding, claimant,
                    claim_unit)
                select 42, 800000000 + n, '2024-02-02', s.verb, 'COUNTY', s.state, 0, '样', s.version, s.version = 2, 1, 1
                from generate_series(1, 20000) n, (values ('FILED', 'REVIEW', 1), ('APPROVED', 'APPROVED', 2))
                    as s (verb, state, version)
                where s.version = 1 or n % 1000 <> 0
                """).update();
    }
}

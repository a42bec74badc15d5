package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tongzhou.testing.ManyRows;
import org.tongzhou.testing.TestData;

/** Who joined is asked submission by submission, however many of the fund's covers are the county's: none is read for nothing. */
class CountedByKeyTest extends ManyRows {
    private static final String COUNTY = "/42/4299/429901/";
    private static final String OTHER = "/42/4299/429902/";
    private static final int UNITS = 1_000;
    private static final int PEOPLE = 5;

    @Test
    void theCoversOfACountyAreReadByTheKeyOfTheirSubmissions() {
        undone(() -> {
            county(COUNTY, 700_000_000L);
            county(OTHER, 700_100_000L);
            analyze("enrolment.cover, enrolment.submission, organisation.unit");
            assertReadsByKey("select count(*) from enrolment.joining_of(42, '" + COUNTY + "', 2041)", UNITS * PEOPLE);
            assertReadsByKey("select enrolment.units_of(42, '" + COUNTY + "', 2041)", UNITS);
        });
    }

    private void assertReadsByKey(String question, long answer) {
        long byKey = scans("enrolment.cover_of_submission");
        withoutReadingWhole(
                "enrolment.cover",
                () -> assertThat(jdbc.sql(question).query(Long.class).single()).isEqualTo(answer));
        assertThat(scans("enrolment.cover_of_submission") - byKey)
                .as("submissions: " + question)
                .isEqualTo(UNITS);
    }

    /** Units with a submission each; {@code from} is the first number of each kind of row. */
    private void county(String path, long from) {
        jdbc.sql("""
                        insert into organisation.unit overriding system value
                        select (jsonb_populate_record(u, jsonb_build_object(
                            'id', :from + n, 'code', lpad((:from + n)::text, 18, '0'), 'county', split_part(:path, '/', 4),
                            'path', :path || 'u' || (:from + n) || '/'))).*
                        from organisation.unit u, generate_series(1, :units) n where u.fund = 42 and u.id = :like
                        """)
                .param("from", from)
                .param("path", path)
                .param("like", data.unit(TestData.DAYE).id().value())
                .param("units", UNITS)
                .update();
        jdbc.sql("""
                        insert into enrolment.submission (fund, id, unit, unit_path, kind, effective_day, people, total_fen, state,
                            enrolled_by, enrolled_at, matched_on) overriding system value
                        select 42, id, id, path, 'HISTORY', '2041-01-01', :people, 0, 'ACTIVE', 1, now(), '2041-01-01'
                        from organisation.unit where fund = 42 and id > :from and id <= :from + :units
                        """)
                .param("from", from)
                .param("people", PEOPLE)
                .param("units", UNITS)
                .update();
        jdbc.sql("""
                        insert into enrolment.cover (fund, id, person, plan, edition, units, unit, unit_path, submission,
                            row_number, fee_fen, state, cover, first_joined, continuous_since, waiting_until)
                            overriding system value
                        select 42, s.id * 100 + n, s.id * 100 + n, 'hospital', '2025', 1, s.unit, s.unit_path, s.id, n, 100,
                            'ACTIVE', '[2041-01-01,2042-01-01)', '2041-01-01', '2041-01-01', '2041-01-01'
                        from enrolment.submission s, generate_series(1, :people) n
                        where s.fund = 42 and s.id > :from and s.id <= :from + :units
                        """)
                .param("from", from)
                .param("people", PEOPLE)
                .param("units", UNITS)
                .update();
    }
}

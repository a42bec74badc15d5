package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.testing.ManyRows;

/** Fifty people with five years of cover behind them, a submission a year: what stands in the way is found without looking at all of it. */
class HeldByKeyTest extends ManyRows {
    private static final FundId FUND = new FundId(65);
    private static final int PEOPLE = 50;
    private static final int YEARS = 5;

    @Autowired
    CoverStore covers;

    @Test
    void ofManyPeopleYearsThatEndedArePassedOver() {
        among(() -> {
            assertThat(held(CoverStore.MANY, LocalDate.of(2035, 1, 1))).isEqualTo(PEOPLE);
            assertThat(entriesRead(CoverStore.MANY, LocalDate.of(2035, 1, 1))).isEqualTo(PEOPLE);
            assertThat(held(CoverStore.MANY, LocalDate.of(2034, 1, 1))).isEqualTo(2 * PEOPLE);
            assertThat(held(CoverStore.MANY, LocalDate.of(2035, 1, 2))).isZero();
            assertThat(entriesRead(CoverStore.MANY, LocalDate.of(2035, 1, 2))).isZero();
        });
    }

    @Test
    void ofFewTheyAreLookedAtAtOnce() {
        among(() -> {
            assertThat(held(PEOPLE, LocalDate.of(2035, 1, 1))).isEqualTo(PEOPLE);
            assertThat(entriesRead(PEOPLE, LocalDate.of(2035, 1, 1))).isEqualTo(YEARS * PEOPLE);
        });
    }

    private int held(int people, LocalDate endsFrom) {
        List<PersonId> asked =
                LongStream.rangeClosed(1, people).mapToObj(PersonId::new).toList();
        return covers.held(FUND, asked, endsFrom).size();
    }

    private long entriesRead(int people, LocalDate endsFrom) {
        long before = read("enrolment.cover_of_person");
        held(people, endsFrom);
        return read("enrolment.cover_of_person") - before;
    }

    private void among(Runnable asked) {
        undone(() -> {
            jdbc.sql("""
                            insert into enrolment.submission (fund, id, unit, unit_path, kind, effective_day, people, total_fen,
                                state, enrolled_by, enrolled_at, matched_on, covers_until) overriding system value
                            select 65, year, 1, '/65/u1/', 'HISTORY', make_date(year, 1, 1), 50, 0, 'ACTIVE', 1, now(),
                                make_date(year, 1, 1), make_date(year + 1, 1, 1)
                            from generate_series(2030, 2034) as year
                            """).update();
            jdbc.sql("""
                            insert into enrolment.cover (fund, person, plan, edition, units, unit, unit_path, submission, row_number,
                                fee_fen, state, cover, first_joined, continuous_since, waiting_until)
                            select 65, person, 'hospital', '2025', 1, 1, '/65/u1/', year, 2, 8000, 'ACTIVE',
                                daterange(make_date(year, 1, 1), make_date(year + 1, 1, 1)), make_date(year, 1, 1),
                                make_date(year, 1, 1), make_date(year, 1, 1)
                            from generate_series(1, 50) as person, generate_series(2030, 2034) as year
                            """).update();
            analyze("enrolment.submission, enrolment.cover");
            // The table is small here: as it is asked among millions.
            jdbc.sql("set local enable_seqscan = off").update();
            jdbc.sql("set local enable_bitmapscan = off").update();
            jdbc.sql("set local plan_cache_mode = force_custom_plan").update();
            asked.run();
        });
    }
}

package org.tongzhou.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.enrolment.EndingStore.Ending;
import org.tongzhou.enrolment.EndingStore.Window;
import org.tongzhou.kernel.FundId;
import org.tongzhou.testing.ManyRows;

/** Five hundred submissions, of which one ends: neither the others nor their covers are read for it. */
class EndingsByKeyTest extends ManyRows {
    private static final FundId FUND = new FundId(66);
    private static final Window WINDOW = new Window(LocalDate.of(2031, 1, 1), LocalDate.of(2031, 2, 1));

    @Autowired
    EndingStore endings;

    @Test
    void whatEndsIsFoundByItsDayAndWhoGoesOnByTheKeyOfTheirCovers() {
        undone(() -> {
            jdbc.sql("""
                            insert into enrolment.submission (fund, id, unit, unit_path, kind, effective_day, people, total_fen,
                                state, enrolled_by, enrolled_at, matched_on) overriding system value
                            select 66, id, 1, '/66/u1/', 'HISTORY', '2030-03-01', 20, 0, 'ACTIVE', 1, now(), '2030-03-01'
                            from generate_series(1, 500) as id
                            """).update();
            jdbc.sql("""
                            insert into enrolment.cover (fund, person, plan, edition, units, unit, unit_path, submission, row_number,
                                fee_fen, state, cover, first_joined, continuous_since, waiting_until)
                            select 66, s * 20 + p, 'hospital', '2025', 1, 1, '/66/u1/', s, 2, 8000, 'ACTIVE',
                                daterange('2030-01-20', case when s = 7 then '2031-01-20' else '2031-06-01' end::date),
                                '2030-01-20', '2030-01-20', '2030-01-20'
                            from generate_series(1, 500) as s, generate_series(1, 20) as p
                            """).update();
            jdbc.sql("""
                            insert into enrolment.ending (fund, submission, ends)
                            select distinct fund, submission, upper(cover) from enrolment.cover where fund = 66
                            """).update();
            analyze("enrolment.submission, enrolment.cover, enrolment.ending, enrolment.awaited, enrolment.choice");
            withoutReadingWhole(
                    "enrolment.cover",
                    () -> withoutReadingWhole("enrolment.ending", () -> {
                        long before = read("enrolment.ending_untold");
                        List<Ending> next = endings.next(FUND, WINDOW, 1_000);
                        assertThat(next).containsExactly(new Ending(7, LocalDate.of(2031, 1, 20)));
                        assertThat(read("enrolment.ending_untold") - before).isEqualTo(1);
                        assertThat(endings.news(FUND, next, new PlanLines(List.of()))
                                        .values())
                                .singleElement()
                                .satisfies(people -> assertThat(people).hasSize(20));
                    }));
        });
    }
}

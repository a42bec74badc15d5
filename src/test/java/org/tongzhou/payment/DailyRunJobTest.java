package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Leases;

/** What the daily job does each time: it compares the days that are over, and asks about payments that the bank has forgotten. */
class DailyRunJobTest extends AnswerRoom {
    @Autowired
    private DailyRuns runs;

    @Autowired
    private DayLines lines;

    @Autowired
    private DiscrepancyStore discrepancyStore;

    @Autowired
    private ValueDays valueDays;

    @BeforeEach
    void releaseThePayment() {
        releaseOne();
    }

    private record Mine(long fence) implements Leases.Lease {
        @Override
        public void guard() {
            // Nobody overtakes.
        }
    }

    private void run(DailyRuns with, Duration later) {
        Leases leases = (name, work) -> {
            work.accept(new Mine(1));
            return true;
        };
        new DailyRunJob(with, fund, () -> NOW.plus(later), leases).run();
    }

    @Test
    void itAsksAboutWhatTheBankHasAcceptedAndForgotten() {
        take(status("S1", "PDNG", ""));
        run(runs, Duration.ofDays(1));
        assertThat(discrepancies.openCount(fund)).isZero();
        run(runs, Duration.ofDays(20));
        assertThat(discrepancies.open(maker, "").items())
                .singleElement()
                .extracting(Discrepancy::kind, Discrepancy::claimed)
                .containsExactly(DiscrepancyKind.STILL_UNKNOWN, "SENT");
    }

    @Test
    void theDaysAreComparedAlsoWhereAskingFails() {
        take(notice("N1", "8412.50", entry("B1", "DBIT", "8412.50", "")));
        DailyRuns failing = new DailyRuns(jdbc, lines, discrepancyStore, valueDays) {
            @Override
            public void askAboutForgotten(FundId of, Instant now) {
                throw new IllegalStateException("a fault of ours");
            }
        };
        run(failing, Duration.ofDays(1));
        assertThat(runs.newest(maker, "").items())
                .singleElement()
                .extracting(DailyRuns.Run::day)
                .isEqualTo(TODAY);
    }
}

package org.tongzhou.payment;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Leases;

/** Every minute asks whether a day is over and not yet compared; after seven, when banks have closed their books. */
@Component
class DailyRunJob {
    private static final Logger LOG = LoggerFactory.getLogger(DailyRunJob.class);
    private static final LocalTime NOT_BEFORE = LocalTime.of(7, 0);

    private final DailyRuns runs;
    private final FundId fund;
    private final FundClock clock;
    private final Leases leases;

    DailyRunJob(DailyRuns runs, FundId fund, FundClock clock, Leases leases) {
        this.runs = runs;
        this.fund = fund;
        this.clock = clock;
        this.leases = leases;
    }

    @Scheduled(initialDelayString = "PT20S", fixedDelayString = "PT60S")
    void run() {
        try {
            leases.run("payment.daily_run", this::catchUp);
        } catch (DataAccessException | TransactionException | IllegalStateException e) {
            LOG.warn("the day's comparison broke off and will be taken up again", e);
        }
    }

    private void catchUp(Leases.Lease lease) {
        Instant now = clock.now();
        boolean early = now.atZone(FundClock.ZONE).toLocalTime().isBefore(NOT_BEFORE);
        LocalDate upTo = early ? clock.today().minusDays(1) : clock.today();
        while (runs.runNext(fund, upTo, lease, now)) {
            // the next day
        }
        runs.askAboutForgotten(fund, now);
    }
}

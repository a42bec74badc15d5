package org.tongzhou.ledger;

import java.time.Instant;
import java.time.LocalDate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Leases;

/** One snapshot a day; where posting goes on and on, the next minute tries again. */
@Component
class SnapshotJob {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotJob.class);

    private final Snapshots snapshots;
    private final FundId fund;
    private final FundClock clock;
    private final Leases leases;

    SnapshotJob(Snapshots snapshots, FundId fund, FundClock clock, Leases leases) {
        this.snapshots = snapshots;
        this.fund = fund;
        this.clock = clock;
        this.leases = leases;
    }

    @Scheduled(initialDelayString = "PT20S", fixedDelayString = "PT1M")
    void daily() {
        Instant now = clock.now();
        LocalDate today = FundClock.dayOf(now);
        if (snapshots.lastDay(fund).filter(day -> !day.isBefore(today)).isPresent()) {
            return;
        }
        try {
            leases.run("ledger.snapshot", lease -> snapshots.take(fund, now));
        } catch (DataAccessException e) {
            LOG.info("the day's snapshot of the books is tried again in a minute: {}", e.getMessage());
        }
    }
}

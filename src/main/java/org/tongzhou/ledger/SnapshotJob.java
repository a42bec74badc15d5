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

/** One snapshot a day; where posting goes on and on, the next minute tries again. */
@Component
class SnapshotJob {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotJob.class);

    private final Snapshots snapshots;
    private final FundId fund;
    private final FundClock clock;

    SnapshotJob(Snapshots snapshots, FundId fund, FundClock clock) {
        this.snapshots = snapshots;
        this.fund = fund;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT20S", fixedDelayString = "PT1M")
    void daily() {
        Instant now = clock.now();
        LocalDate today = LocalDate.ofInstant(now, FundClock.ZONE);
        if (snapshots.lastDay(fund).filter(day -> !day.isBefore(today)).isPresent()) {
            return;
        }
        try {
            snapshots.take(fund, now);
        } catch (DataAccessException e) {
            LOG.info("the day's snapshot of the books is tried again in a minute: {}", e.getMessage());
        }
    }
}

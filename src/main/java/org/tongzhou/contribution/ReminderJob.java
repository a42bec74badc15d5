package org.tongzhou.contribution;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Leases;

/** Looks every ten minutes whether a bill has become overdue. */
@Component
class ReminderJob {
    private static final Logger LOG = LoggerFactory.getLogger(ReminderJob.class);

    private final Reminders reminders;
    private final Leases leases;
    private final FundId fund;
    private final FundClock clock;

    ReminderJob(Reminders reminders, Leases leases, FundId fund, FundClock clock) {
        this.reminders = reminders;
        this.leases = leases;
        this.fund = fund;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT20S", fixedDelayString = "PT10M")
    void round() {
        try {
            leases.run("contribution.reminders", lease -> reminders.remind(fund, clock.now()));
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("reminders broke off and will be taken up again", e);
        }
    }
}

package org.tongzhou.enrolment;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Leases;

/** Looks every hour for covers that end soon: nearly always one question; on one day in December a province's, part by part. */
@Component
class EndingJob {
    private static final Logger LOG = LoggerFactory.getLogger(EndingJob.class);

    /** People of one transaction, or those of a larger submission. */
    private static final int AT_ONCE = 5_000;

    private final Endings endings;
    private final Leases leases;
    private final FundId fund;
    private final FundClock clock;

    EndingJob(Endings endings, Leases leases, FundId fund, FundClock clock) {
        this.endings = endings;
        this.leases = leases;
        this.fund = fund;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT4M", fixedDelayString = "PT1H")
    void round() {
        try {
            leases.run("enrolment.endings", this::tell);
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("telling of covers that end broke off and will be taken up again", e);
        }
    }

    private void tell(Leases.Lease lease) {
        long told = 0;
        for (int some = endings.tell(fund, clock.now(), AT_ONCE);
                some >= 0;
                some = endings.tell(fund, clock.now(), AT_ONCE)) {
            lease.fence();
            if (some > 0) {
                told += some;
                LOG.info("{} members told so far that a cover ends", told);
            }
        }
    }
}

package org.tongzhou.enrolment;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Leases;

/** Counts who joined within seconds after covers have changed. */
@Component
class JoinedCountsJob {
    private static final Logger LOG = LoggerFactory.getLogger(JoinedCountsJob.class);

    private final JoinedCounts counts;
    private final Leases leases;
    private final FundId fund;

    JoinedCountsJob(JoinedCounts counts, Leases leases, FundId fund) {
        this.counts = counts;
        this.leases = leases;
        this.fund = fund;
    }

    @Scheduled(initialDelayString = "PT15S", fixedDelayString = "PT5S")
    void round() {
        try {
            leases.run("enrolment.joined", lease -> counts.countMarked(fund));
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("counting who joined broke off and will be taken up again", e);
        }
    }
}

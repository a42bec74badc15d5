package org.tongzhou.reporting;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.tongzhou.kernel.CountedAhead;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Leases;

/** Counts anew within seconds what the overview shows and something has changed. */
@Component
class CountingJob {
    private static final Logger LOG = LoggerFactory.getLogger(CountingJob.class);

    private final List<CountedAhead> counts;
    private final Leases leases;
    private final FundId fund;

    CountingJob(List<CountedAhead> counts, Leases leases, FundId fund) {
        this.counts = counts;
        this.leases = leases;
        this.fund = fund;
    }

    @Scheduled(initialDelayString = "PT15S", fixedDelayString = "PT5S")
    void round() {
        counts.forEach(this::count);
    }

    private void count(CountedAhead figures) {
        try {
            leases.run(figures.name(), lease -> figures.countMarked(fund));
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("counting {} broke off and will be taken up again", figures.name(), e);
        }
    }
}

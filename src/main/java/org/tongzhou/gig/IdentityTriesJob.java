package org.tongzhou.gig;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Leases;

/** Once a day forgets what was counted on days before. */
@Component
class IdentityTriesJob {
    private static final Logger LOG = LoggerFactory.getLogger(IdentityTriesJob.class);

    private final IdentityTries tries;
    private final Leases leases;
    private final FundId fund;
    private final FundClock clock;

    IdentityTriesJob(IdentityTries tries, Leases leases, FundId fund, FundClock clock) {
        this.tries = tries;
        this.leases = leases;
        this.fund = fund;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT12M", fixedDelayString = "PT24H")
    void round() {
        try {
            leases.run("gig.identity_tries", lease -> tries.forgetBefore(fund, clock.today()));
        } catch (DataAccessException e) {
            LOG.warn("counted tries were not forgotten and are tomorrow", e);
        }
    }
}

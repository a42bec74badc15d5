package org.tongzhou.audit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Leases;

/** Seals every two seconds what was committed since; says once when it cannot. */
@Component
class SealingJob {
    private static final Logger LOG = LoggerFactory.getLogger(SealingJob.class);

    private final Sealer sealer;
    private final FundId fund;
    private final FundClock clock;
    private final Leases leases;
    private String complaint = "";

    SealingJob(Sealer sealer, FundId fund, FundClock clock, Leases leases) {
        this.sealer = sealer;
        this.fund = fund;
        this.clock = clock;
        this.leases = leases;
    }

    @Scheduled(initialDelayString = "PT2S", fixedDelayString = "PT2S")
    void seal() {
        try {
            leases.run("audit.sealing", lease -> sealer.seal(fund, clock.now()));
            complaint = "";
        } catch (RuntimeException e) {
            String now = String.valueOf(e.getMessage());
            if (!now.equals(complaint)) {
                LOG.error("sealing stopped: {}", now);
            }
            complaint = now;
        }
    }
}

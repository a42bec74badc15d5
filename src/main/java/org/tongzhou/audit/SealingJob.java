package org.tongzhou.audit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;

/** Seals every two seconds what was committed since; says once when it cannot. */
@Component
class SealingJob {
    private static final Logger LOG = LoggerFactory.getLogger(SealingJob.class);

    private final Sealer sealer;
    private final FundId fund;
    private final FundClock clock;
    private String complaint = "";

    SealingJob(Sealer sealer, FundId fund, FundClock clock) {
        this.sealer = sealer;
        this.fund = fund;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT2S", fixedDelayString = "PT2S")
    void seal() {
        try {
            sealer.seal(fund, clock.now());
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

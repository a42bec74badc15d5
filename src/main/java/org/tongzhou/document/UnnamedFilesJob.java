package org.tongzhou.document;

import java.io.UncheckedIOException;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Leases;

/** Once a day and soon after a start clears the store of papers from files that no row names. */
@Component
class UnnamedFilesJob {
    private static final Logger LOG = LoggerFactory.getLogger(UnnamedFilesJob.class);

    private final UnnamedFiles files;
    private final Leases leases;
    private final FundId fund;
    private final InstantSource wallClock;

    UnnamedFilesJob(UnnamedFiles files, Leases leases, FundId fund, InstantSource wallClock) {
        this.files = files;
        this.leases = leases;
        this.fund = fund;
        this.wallClock = wallClock;
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT24H")
    void round() {
        try {
            leases.run("document.unnamed", lease -> {
                UnnamedFiles.Swept swept = files.sweep(fund, wallClock.instant());
                LOG.info(
                        "papers that no row names: set aside {}, came back {}, removed {}",
                        swept.aside(),
                        swept.back(),
                        swept.removed());
            });
        } catch (DataAccessException | UncheckedIOException e) {
            LOG.warn("clearing the store of papers broke off and is taken up again tomorrow", e);
        }
    }
}

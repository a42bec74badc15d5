package org.tongzhou.claim;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Leases;

/** What the room does by itself: searches new events for further benefits, and closes what is paid and over. */
@Component
class Nightly {
    private final Proposing proposing;
    private final Closing closing;
    private final ReceiptStore receipts;
    private final FundId fund;
    private final FundClock clock;
    private final Leases leases;

    Nightly(Proposing proposing, Closing closing, ReceiptStore receipts, FundId fund, FundClock clock, Leases leases) {
        this.proposing = proposing;
        this.closing = closing;
        this.receipts = receipts;
        this.fund = fund;
        this.clock = clock;
        this.leases = leases;
    }

    /** Every hour rather than once a night: a round without changes costs two queries, and nobody waits a day for a hint. */
    @Scheduled(initialDelayString = "PT3M", fixedDelayString = "PT1H")
    void round() {
        leases.run("claim.nightly", lease -> {
            proposing.searchAside(fund, clock.now());
            while (proposing.search(fund, clock.now())) {
                lease.fence();
            }
            proposing.searchBack(fund, clock.now(), lease::fence);
            while (receipts.markUnmarked(fund) > 0) {
                lease.fence();
            }
            while (closing.closePaid(fund, clock.now()) > 0) {
                lease.fence();
            }
        });
    }
}

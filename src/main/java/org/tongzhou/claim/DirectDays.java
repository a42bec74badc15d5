package org.tongzhou.claim;

import jakarta.annotation.PreDestroy;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Leases;

/**
 * Brings announcements to their end on their day, up to two hundred in a transaction, so that a kill loses nothing and pays
 * nothing twice; several transactions beside one another, since one waits for the database half of its time.
 */
@Component
public class DirectDays {
    private static final Logger LOG = LoggerFactory.getLogger(DirectDays.class);

    /** Those of one transaction: a commit waits for the disk, whatever it holds. */
    private static final int AT_ONCE = 200;

    /** Transactions beside one another. */
    static final int LANES = 4;

    private final AnnouncementStore announcements;
    private final Granting granting;
    private final FundId fund;
    private final FundClock clock;
    private final Leases leases;
    private final ExecutorService lanes = Executors.newFixedThreadPool(LANES - 1);

    DirectDays(AnnouncementStore announcements, Granting granting, FundId fund, FundClock clock, Leases leases) {
        this.announcements = announcements;
        this.granting = granting;
        this.fund = fund;
        this.clock = clock;
        this.leases = leases;
    }

    @Scheduled(initialDelayString = "PT30S", fixedDelayString = "PT1M")
    void round() {
        leases.run("claim.direct", lease -> settleDue(fund, clock.now()));
    }

    @PreDestroy
    void stop() {
        lanes.shutdown();
    }

    /** All announcements whose day has come; answers how many were brought to their end. One that fails is tried again next time. */
    public int settleDue(FundId fund, Instant now) {
        return settleDue(fund, now, AT_ONCE);
    }

    int settleDue(FundId fund, Instant now, int atOnce) {
        Parts parts = new Parts(fund, now, atOnce);
        List<ClaimId> first = parts.next();
        if (first.size() < atOnce) {
            return first.isEmpty() ? 0 : settle(fund, first, now);
        }
        List<CompletableFuture<Integer>> beside = IntStream.range(1, LANES)
                .mapToObj(lane -> CompletableFuture.supplyAsync(() -> settleAll(parts), lanes))
                .toList();
        int settled = settle(fund, first, now) + settleAll(parts);
        return settled + beside.stream().mapToInt(CompletableFuture::join).sum();
    }

    /** What is due, handed out part by part to whichever lane is free; claims of one member meet at their gate, whatever their lanes. */
    private final class Parts {
        private final FundId fund;
        private final Instant now;
        private final int atOnce;
        private ClaimId after = new ClaimId(0);

        Parts(FundId fund, Instant now, int atOnce) {
            this.fund = fund;
            this.now = now;
            this.atOnce = atOnce;
        }

        synchronized List<ClaimId> next() {
            List<ClaimId> due = announcements.due(fund, FundClock.dayOf(now), after, atOnce);
            if (!due.isEmpty()) {
                after = due.get(due.size() - 1);
            }
            return due;
        }
    }

    private int settleAll(Parts parts) {
        int settled = 0;
        for (List<ClaimId> part = parts.next(); !part.isEmpty(); part = parts.next()) {
            settled += settle(parts.fund, part, parts.now);
        }
        return settled;
    }

    /** Together; when one of them fails, each half by itself, so that it holds up no other in the end. */
    private int settle(FundId fund, List<ClaimId> due, Instant now) {
        try {
            granting.settle(fund, due, now);
            return due.size();
        } catch (RuntimeException failed) {
            if (due.size() == 1) {
                LOG.warn(
                        "announcement of claim {} waits for the next round: {}",
                        due.get(0).value(),
                        failed.toString());
                return 0;
            }
            int half = due.size() / 2;
            return settle(fund, due.subList(0, half), now) + settle(fund, due.subList(half, due.size()), now);
        }
    }
}

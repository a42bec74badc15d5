package org.tongzhou.access;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whether a site does its jobs on a database, asked before anything else is opened there. A site that stops gives its leases back,
 * those of a killed one run out or, when the database's clock went back, stand still; whoever works takes or renews one.
 */
public final class SitesAtWork {
    private static final Logger LOG = LoggerFactory.getLogger(SitesAtWork.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    /** Longer than a lease lasts, whose half is when it is renewed. */
    static final Duration LONGEST_LOOK = Duration.ofSeconds(60);

    private SitesAtWork() {}

    /** Looks until it is plain: at once where no lease stands, after a few seconds otherwise, a minute at most. */
    public static boolean see(JdbcClient jdbc) {
        return see(jdbc, LONGEST_LOOK);
    }

    static boolean see(JdbcClient jdbc, Duration patience) {
        Map<String, String> before = standing(jdbc);
        if (!before.isEmpty()) {
            LOG.warn("jobs are leased; looking, {} s at most, whether a site still works here", patience.toSeconds());
        }
        long end = System.nanoTime() + patience.toNanos();
        Map<String, String> now = before;
        while (!now.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            now = standing(jdbc);
            if (!before.entrySet().containsAll(now.entrySet())) {
                return true;
            }
        }
        return false;
    }

    /** What each lease that has not run out says, by the database's clock; none where there is no table of them yet. */
    private static Map<String, String> standing(JdbcClient jdbc) {
        boolean kept = jdbc.sql("select to_regclass('access.job_lease') is not null")
                .query(Boolean.class)
                .single();
        return kept
                ? jdbc
                        .sql("select name, fence || ' ' || until as said from access.job_lease where until >"
                                + " clock_timestamp()")
                        .query((row, n) -> Map.entry(row.getString("name"), row.getString("said")))
                        .list()
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))
                : Map.of();
    }
}

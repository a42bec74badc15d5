package org.tongzhou.access;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.kernel.FundId;

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
        return see(() -> standing(jdbc, null), LONGEST_LOOK);
    }

    /** As {@link #see(JdbcClient)}, sites of that fund alone. */
    public static boolean see(JdbcClient jdbc, FundId fund) {
        return see(() -> standing(jdbc, fund), LONGEST_LOOK);
    }

    private static boolean see(Supplier<Map<String, String>> standing, Duration patience) {
        Map<String, String> before = standing.get();
        if (!before.isEmpty()) {
            LOG.warn("jobs are leased; looking, {} s at most, whether a site still works here", patience.toSeconds());
        }
        long end = System.nanoTime() + patience.toNanos();
        Map<String, String> now = before;
        while (!now.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            now = standing.get();
            if (!before.entrySet().containsAll(now.entrySet())) {
                return true;
            }
        }
        return false;
    }

    /**
     * What each lease that has not run out says, by the database's clock; none where there is no table of them yet. Older programs'
     * were everybody's and name no fund.
     */
    static Map<String, String> standing(JdbcClient jdbc, @Nullable FundId fund) {
        boolean kept = jdbc.sql("select to_regclass('access.job_lease') is not null")
                .query(Boolean.class)
                .single();
        return kept
                ? jdbc
                        .sql("""
                                select concat_ws(' ', f.fund, l.name) as name, l.fence || ' ' || l.until as said
                                from access.job_lease l cross join lateral (select to_jsonb(l) ->> 'fund' as fund) f
                                where l.until > clock_timestamp()
                                  and (cast(:fund as text) is null or f.fund = :fund)""")
                        .param("fund", fund == null ? null : Integer.toString(fund.code()))
                        .query((row, n) -> Map.entry(row.getString("name"), row.getString("said")))
                        .list()
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))
                : Map.of();
    }
}

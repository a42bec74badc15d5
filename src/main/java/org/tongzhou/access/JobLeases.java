package org.tongzhou.access;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Leases;

/**
 * A lease is kept between runs, so that a job that comes every second need not write every second, and renewed while the
 * work lasts. How long it is valid is counted from before the database was asked: here it always ends no later than there.
 * Each fund has its own: by the name alone, the site of one would keep those of others that share the database from their work.
 */
@Component
final class JobLeases implements Leases, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(JobLeases.class);

    private final JdbcClient jdbc;
    private final FundId fund;
    private final Duration span;
    private final String holder;
    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private final Map<String, Watched> watched = new ConcurrentHashMap<>();
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "leases");
        thread.setDaemon(true);
        return thread;
    });

    @Autowired
    JobLeases(JdbcClient jdbc, FundId fund, @Value("${tongzhou.jobs.lease:10s}") Duration span) {
        this(jdbc, fund, span, ProcessHandle.current().pid() + "-" + UUID.randomUUID());
    }

    JobLeases(JdbcClient jdbc, FundId fund, Duration span, String holder) {
        this.jdbc = jdbc;
        this.fund = fund;
        this.span = span;
        this.holder = holder;
    }

    private record Held(long fence, long endsAtNanos) {
        boolean lastsFor(long nanos) {
            return endsAtNanos - System.nanoTime() > nanos;
        }
    }

    @Override
    public boolean run(String name, Consumer<Lease> work) {
        if (!running.add(name)) {
            return false;
        }
        try {
            return runAlone(name, work);
        } finally {
            running.remove(name);
        }
    }

    private boolean runAlone(String name, Consumer<Lease> work) {
        Optional<Held> lease = take(name);
        if (lease.isEmpty()) {
            return false;
        }
        long third = span.toNanos() / 3;
        Future<?> beat = pulse.scheduleAtFixedRate(() -> renewQuietly(name), third, third, TimeUnit.NANOSECONDS);
        try {
            work.accept(new Mine(name, lease.get().fence()));
            return true;
        } finally {
            beat.cancel(false);
        }
    }

    private Optional<Held> take(String name) {
        Held mine = held.get(name);
        if (mine != null && mine.lastsFor(span.toNanos() / 2)) {
            return Optional.of(mine);
        }
        return mine != null && renew(name, mine.fence()) ? Optional.ofNullable(held.get(name)) : takeOver(name);
    }

    /** Looks before it writes: an instance that waits for another writes nothing. */
    private Optional<Held> takeOver(String name) {
        Optional<Other> other = other(name);
        if (other.filter(holder -> !isLeftBehind(name, holder)).isPresent()) {
            return Optional.empty();
        }
        long asked = System.nanoTime();
        Optional<Held> mine = jdbc.sql("""
                        insert into access.job_lease as l (fund, name, holder, fence, until)
                        values (:fund, :name, :holder, 1, clock_timestamp() + make_interval(secs => :span))
                        on conflict (fund, name) do update
                            set holder = excluded.holder, fence = l.fence + 1, until = excluded.until
                            where l.until <= clock_timestamp() or (l.fence = :left and l.until = :leftUntil::timestamptz)
                        returning fence
                        """)
                .param("fund", fund.code())
                .param("name", name)
                .param("holder", holder)
                .param("span", seconds())
                .param("left", other.map(Other::fence).orElse(0L))
                .param("leftUntil", other.map(Other::until).orElse(null))
                .query(Long.class)
                .optional()
                .map(fence -> new Held(fence, asked + span.toNanos()));
        mine.ifPresentOrElse(lease -> held.put(name, lease), () -> held.remove(name));
        return mine;
    }

    /** A lease of another instance that has not run out; {@code tooLong} when none given now could last as long. */
    private record Other(long fence, OffsetDateTime until, boolean tooLong) {}

    private record Watched(Other lease, long sinceNanos) {}

    private Optional<Other> other(String name) {
        return jdbc.sql("""
                        select fence, until, until > clock_timestamp() + make_interval(secs => :span) from access.job_lease
                        where fund = :fund and name = :name and until > clock_timestamp()
                        """)
                .param("span", seconds())
                .param("fund", fund.code())
                .param("name", name)
                .query((row, n) -> new Other(row.getLong(1), row.getObject(2, OffsetDateTime.class), row.getBoolean(3)))
                .optional();
    }

    /**
     * The database's clock went back and its holder died: it would stand for as long as the clock needs to come there again.
     * Whoever lives puts it off meanwhile; so it is over once it stood still for as long as a lease lasts.
     */
    private boolean isLeftBehind(String name, Other lease) {
        if (!lease.tooLong()) {
            watched.remove(name);
            return false;
        }
        Watched seen = watched.compute(
                name,
                (key, before) -> before != null && before.lease().equals(lease)
                        ? before
                        : new Watched(lease, System.nanoTime()));
        return System.nanoTime() - seen.sinceNanos() > span.toNanos();
    }

    private boolean renew(String name, long fence) {
        long asked = System.nanoTime();
        boolean still = jdbc.sql("""
                        update access.job_lease set until = clock_timestamp() + make_interval(secs => :span)
                        where fund = :fund and name = :name and fence = :fence and holder = :holder
                        """)
                        .param("span", seconds())
                        .param("fund", fund.code())
                        .param("name", name)
                        .param("fence", fence)
                        .param("holder", holder)
                        .update()
                == 1;
        if (still) {
            held.put(name, new Held(fence, asked + span.toNanos()));
        } else {
            held.remove(name);
        }
        return still;
    }

    private void renewQuietly(String name) {
        try {
            Held mine = held.get(name);
            if (mine != null && !renew(name, mine.fence())) {
                LOG.warn("the lease of {} ran out while the work went on", name);
            }
        } catch (DataAccessException notNow) {
            LOG.warn("the lease of {} could not be renewed", name, notNow);
        }
    }

    private double seconds() {
        return span.toMillis() / 1000.0;
    }

    /** Gives everything back, so that another instance need not wait. */
    @Override
    public void destroy() {
        pulse.shutdownNow();
        held.forEach((name, lease) -> jdbc.sql("""
                        update access.job_lease set until = clock_timestamp()
                        where fund = :fund and name = :name and fence = :fence and holder = :holder
                        """)
                .param("fund", fund.code())
                .param("name", name)
                .param("fence", lease.fence())
                .param("holder", holder)
                .update());
        held.clear();
    }

    private final class Mine implements Lease {
        private final String name;
        private final long fence;

        Mine(String name, long fence) {
            this.name = name;
            this.fence = fence;
        }

        @Override
        public long fence() {
            return fence;
        }

        @Override
        public void guard() {
            boolean newest = jdbc.sql("""
                            select fence from access.job_lease
                            where fund = :fund and name = :name and fence = :fence for share
                            """)
                    .param("fund", fund.code())
                    .param("name", name)
                    .param("fence", fence)
                    .query(Long.class)
                    .optional()
                    .isPresent();
            if (!newest) {
                throw new IllegalStateException("the lease of " + name + " has passed to another instance");
            }
        }
    }
}

package org.tongzhou.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.testing.RoomTest;

@RoomTest
class SealerTest {
    private static final Instant NOW = Instant.parse("2026-02-10T01:00:00.123456789Z");
    private static final AtomicInteger FUNDS = new AtomicInteger(11);

    @Autowired
    AuditTrail trail;

    @Autowired
    AuditStore store;

    @Autowired
    Trips trips;

    @Autowired
    Sealer sealer;

    @Autowired
    Verification verification;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    AuditLog log;

    private final FundId fund = new FundId(FUNDS.getAndIncrement());

    /** A restored row carries the transaction of another server, which this one has not come to. */
    @Test
    void rowsOfARestoredBackupAreSealedAlthoughTheirTransactionsLieAhead() {
        record("restored:1");
        transaction.executeWithoutResult(status -> {
            jdbc.sql("set local session_replication_role = replica").update();
            jdbc.sql("update audit.entry set xid = '999999999999' where fund = :fund")
                    .param("fund", fund.code())
                    .update();
        });
        record("new:1");
        assertThat(sealer.seal(fund, NOW)).isEqualTo(2);
        record("new:2");
        assertThat(sealer.seal(fund, NOW)).isEqualTo(1);
        assertThat(jdbc.sql("select max(horizon::text::bigint) from audit.seal where fund = :fund")
                        .param("fund", fund.code())
                        .query(Long.class)
                        .single())
                .isLessThan(999_999_999_999L);
    }

    @Test
    void aTransactionThatStillRunsHoldsTheSealerBackAndIsNotLost() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<?> slow = thread.submit(() -> transaction.executeWithoutResult(status -> {
            send("slow:1");
            written.countDown();
            await(release);
        }));
        await(written);
        record("fast:1");

        assertThat(sealer.seal(fund, NOW))
                .as("ids behind the running transaction")
                .isZero();
        release.countDown();
        slow.get();
        thread.shutdown();
        assertThat(sealer.seal(fund, NOW)).isEqualTo(2);
        assertClean();
    }

    @Test
    void commitsInOddOrderAreAllSealedExactlyOnceByTwoSealersAtOnce() throws Exception {
        long seed = System.nanoTime();
        System.out.println("odd order, seed " + seed);
        ExecutorService threads = Executors.newFixedThreadPool(10);
        AtomicInteger writers = new AtomicInteger(8);
        List<Future<?>> running = IntStream.range(0, 8)
                .<Future<?>>mapToObj(n -> threads.submit(() -> {
                    write(n, new Random(seed + n));
                    writers.decrementAndGet();
                }))
                .collect(java.util.stream.Collectors.toList());
        for (int n = 0; n < 2; n++) {
            running.add(threads.submit(() -> {
                while (writers.get() > 0) {
                    sealer.seal(fund, NOW);
                }
            }));
        }
        for (Future<?> one : running) {
            one.get(60, TimeUnit.SECONDS);
        }
        threads.shutdown();
        sealer.seal(fund, NOW);

        assertThat(count("audit.entry")).isPositive();
        assertThat(count("audit.seal")).isEqualTo(count("audit.entry"));
        assertThat(jdbc.sql("select max(seq) from audit.seal where fund = :fund")
                        .param("fund", fund.code())
                        .query(Long.class)
                        .single())
                .isEqualTo(count("audit.entry"));
        assertClean();
    }

    @Test
    void theHeadOfEachPastDayIsExported() {
        record("day:1");
        sealer.seal(fund, NOW);
        record("day:2");
        sealer.seal(fund, NOW.plus(Duration.ofDays(1)));
        sealer.seal(fund, NOW.plus(Duration.ofDays(3)));

        assertThat(jdbc.sql("select day::text || ' ' || seq from audit.head where fund = :fund order by day")
                        .param("fund", fund.code())
                        .query(String.class)
                        .list())
                .containsExactly("2026-02-10 1", "2026-02-11 2");
        assertClean();
    }

    @Test
    void theTrailRefusesChangeDeletionAndTruncation() {
        record("kept:1");
        sealer.seal(fund, NOW);
        for (String change : List.of(
                "update audit.entry set subject = 'x:1'",
                "delete from audit.entry",
                "truncate audit.entry cascade",
                "delete from audit.seal",
                "truncate audit.head",
                "update audit.head set seq = 1")) {
            assertThatThrownBy(() -> jdbc.sql(change).update())
                    .as(change)
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("insert-only");
        }
    }

    @Test
    void whatIsRolledBackLeavesNoEntry() {
        transaction.executeWithoutResult(status -> {
            record("undone:1");
            status.setRollbackOnly();
        });
        assertThat(count("audit.entry")).isZero();
    }

    @Test
    void auditorsFindEntriesBySubjectActorAndDayInTheirTerritoryOnly() {
        trail.record(new AuditEntry(auditor(7, "4202"), NOW, "claim.approved", "claim:812", Map.of("level", "CITY")));
        AuditLog.Search bySubject = new AuditLog.Search("claim:812", null, null, Long.MAX_VALUE);
        AuditLog.Search other = new AuditLog.Search("claim:812", 8L, null, Long.MAX_VALUE);
        AuditLog.Search byDay = new AuditLog.Search(null, 7L, java.time.LocalDate.of(2026, 2, 10), Long.MAX_VALUE);

        assertThat(log.search(auditor(9, "4202"), bySubject).items())
                .singleElement()
                .satisfies(e -> {
                    assertThat(e.actor()).isEqualTo("高*");
                    assertThat(e.details()).containsEntry("level", "CITY");
                });
        assertThat(log.search(auditor(9, "4202"), byDay).items()).hasSize(1);
        assertThat(log.search(auditor(9, "4202"), other).items()).isEmpty();
        assertThat(log.search(auditor(9, "4201"), bySubject).items()).isEmpty();
    }

    private Actor auditor(long id, String city) {
        Scope scope = new Scope(fund, "/" + fund.code() + "/" + city + "/");
        return new Actor(id, "高远", scope, Set.of(Role.AUDITOR), null, null);
    }

    private void write(int n, Random random) {
        for (int i = 0; i < 25; i++) {
            String subject = "odd:" + n + "-" + i;
            boolean undo = random.nextInt(6) == 0;
            int pause = random.nextInt(8);
            transaction.executeWithoutResult(status -> {
                for (int k = 0; k <= random.nextInt(3); k++) {
                    send(subject);
                }
                pause(pause);
                if (undo) {
                    status.setRollbackOnly();
                }
            });
        }
    }

    private void record(String subject) {
        trail.record(entry(subject, NOW));
    }

    /** Before the end of its transaction, as one whose last trip takes long. */
    private void send(String subject) {
        Trip trip = trips.trip();
        store.insertAll(trip, List.of(entry(subject, NOW.truncatedTo(ChronoUnit.MICROS))));
        trip.go();
    }

    private AuditEntry entry(String subject, Instant at) {
        return new AuditEntry(Actor.system(fund), at, "test.written", subject, Map.of("b", "2", "a", "昇·𠮷", "é", ""));
    }

    private void assertClean() {
        assertThat(verification.run(fund))
                .allSatisfy(result ->
                        assertThat(result.findings()).as(result.name()).isEmpty());
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from " + table + " where fund = :fund")
                .param("fund", fund.code())
                .query(Long.class)
                .single();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

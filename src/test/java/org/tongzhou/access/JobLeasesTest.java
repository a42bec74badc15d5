package org.tongzhou.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.fail;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionOperations;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Leases;
import org.tongzhou.testing.RoomTest;

@RoomTest
class JobLeasesTest {
    private static final FundId FUND = new FundId(42);
    private static final AtomicInteger NAMES = new AtomicInteger();

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transactions;

    private final String job = "test.job_" + (char) ('a' + NAMES.getAndIncrement());
    private final List<JobLeases> instances = new ArrayList<>();

    private JobLeases instance(String name) {
        JobLeases leases = new JobLeases(jdbc, FUND, Duration.ofMinutes(5), name);
        instances.add(leases);
        return leases;
    }

    @AfterEach
    void stop() {
        instances.forEach(JobLeases::destroy);
    }

    /** What the death of the holder looks like to the others, after the span. */
    private void letRunOut() {
        jdbc.sql("update access.job_lease set until = clock_timestamp() where name = :name")
                .param("name", job)
                .update();
    }

    @Test
    void oneInstanceWorksWhileTheOtherIsTurnedAway() {
        JobLeases one = instance("one");
        JobLeases two = instance("two");
        assertThat(one.run(
                        job,
                        lease -> assertThat(two.run(job, other -> fail("done twice")))
                                .isFalse()))
                .isTrue();
        assertThat(two.run(job, lease -> fail("the lease is kept between runs")))
                .isFalse();
        one.destroy();
        assertThat(two.run(job, lease -> assertThat(lease.fence()).isEqualTo(2)))
                .isTrue();
    }

    @Test
    void anInstanceThatWasOvertakenCannotCommitWhatItDid() {
        JobLeases one = instance("one");
        JobLeases two = instance("two");
        one.run(job, stale -> {
            transactions.executeWithoutResult(status -> stale.guard());
            letRunOut();
            assertThat(two.run(job, lease -> assertThat(lease.fence()).isGreaterThan(stale.fence())))
                    .isTrue();
            assertThatThrownBy(() -> transactions.executeWithoutResult(status -> stale.guard()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another instance");
        });
    }

    /** On one database: a job that comes every second never lets its lease go. */
    @Test
    void eachFundHasItsOwnJobs() {
        JobLeases another = new JobLeases(jdbc, new FundId(43), Duration.ofMinutes(5), "another fund's");
        instances.add(another);
        JobLeases one = instance("one");
        one.run(
                job,
                lease -> assertThat(another.run(job, theirs -> theirs.guard())).isTrue());
        assertThat(instance("two").run(job, lease -> fail("done twice"))).isFalse();
    }

    @Test
    void theLeaseOfAnotherFundDoesNotStandForOneThatWasOvertaken() {
        JobLeases another = new JobLeases(jdbc, new FundId(43), Duration.ofMinutes(5), "another fund's");
        instances.add(another);
        instance("one").run(job, stale -> {
            another.run(job, theirs -> assertThat(theirs.fence()).isEqualTo(stale.fence()));
            letRunOut();
            assertThat(instance("two").run(job, lease -> {})).isTrue();
            assertThatThrownBy(() -> transactions.executeWithoutResult(status -> stale.guard()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another instance");
        });
    }

    @Test
    void ofManyInstancesOneTakesAFreeLease() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        CountDownLatch done = new CountDownLatch(8);
        AtomicInteger worked = new AtomicInteger();
        try {
            List<Future<Boolean>> runs = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                JobLeases each = instance("instance " + i);
                runs.add(pool.submit(() -> {
                    try {
                        return each.run(job, lease -> worked.incrementAndGet());
                    } finally {
                        done.countDown();
                    }
                }));
            }
            assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
            for (Future<Boolean> run : runs) {
                run.get(60, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(worked).hasValue(1);
    }

    /** The same job called at once by hand and by the clock. */
    @Test
    void twoThreadsOfOneInstanceDoAJobOnceAndKeepItsLease() throws Exception {
        JobLeases leases = new JobLeases(jdbc, FUND, Duration.ofSeconds(3), "one");
        instances.add(leases);
        AtomicInteger worked = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        CountDownLatch turnedAway = new CountDownLatch(7);
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> runs = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                runs.add(pool.submit(() -> {
                    await(start);
                    boolean ran = leases.run(job, lease -> {
                        await(turnedAway);
                        isRenewed(lease);
                        transactions.executeWithoutResult(status -> lease.guard());
                        worked.incrementAndGet();
                    });
                    turnedAway.countDown();
                    return ran;
                }));
            }
            start.countDown();
            for (Future<Boolean> run : runs) {
                run.get(60, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(worked).hasValue(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** While the work goes on the lease is put off. */
    private void isRenewed(Leases.Lease lease) {
        Instant first = until(lease);
        long patience = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!until(lease).isAfter(first)) {
            assertThat(System.nanoTime()).as("renewed").isLessThan(patience);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private Instant until(Leases.Lease lease) {
        return jdbc.sql("select until from access.job_lease where name = :name and fence = :fence")
                .param("name", job)
                .param("fence", lease.fence())
                .query((row, n) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .single();
    }

    /** Its lease ends later than any that could be given now: nobody can say when, so it is watched for as long as one lasts. */
    @Test
    void aHolderThatDiedBeforeTheDatabasesClockWentBackIsReplaced() {
        Duration span = Duration.ofSeconds(2);
        instance("dead").run(job, lease -> {});
        JobLeases next = new JobLeases(jdbc, FUND, span, "next");
        instances.add(next);
        assertThat(next.run(job, lease -> fail("the holder may live"))).isFalse();
        await(span.plusMillis(200));
        assertThat(next.run(job, lease -> assertThat(lease.fence()).isEqualTo(2)))
                .isTrue();
    }

    @Test
    void aHolderThatLivesOnAfterTheDatabasesClockWentBackKeepsItsLease() {
        Duration span = Duration.ofSeconds(2);
        JobLeases holder = instance("alive");
        JobLeases next = new JobLeases(jdbc, FUND, span, "next");
        instances.add(next);
        holder.run(job, lease -> {
            assertThat(next.run(job, other -> fail("done twice"))).isFalse();
            await(span.plusMillis(200));
            putOff();
            assertThat(next.run(job, other -> fail("done twice"))).isFalse();
        });
    }

    /** What a renewal looks like to the others. */
    private void putOff() {
        jdbc.sql("update access.job_lease set until = until + interval '1 second' where name = :name")
                .param("name", job)
                .update();
    }

    private static void await(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    @Test
    void aFenceNeverGoesBack() {
        instance("one").run(job, lease -> {});
        for (String sql : List.of(
                "update access.job_lease set fence = fence - 1 where name = :name",
                "update access.job_lease set holder = 'somebody' where name = :name",
                "update access.job_lease set fund = 44 where name = :name",
                "delete from access.job_lease where name = :name")) {
            assertThatThrownBy(() -> jdbc.sql(sql).param("name", job).update())
                    .as(sql)
                    .isInstanceOf(DataAccessException.class);
        }
    }

    /** The demonstration's clock is a clock of one process. */
    @Test
    void everyScheduledJobRunsUnderALease() {
        JavaClasses product = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.tongzhou");
        ArchRuleDefinition.methods()
                .that()
                .areAnnotatedWith(Scheduled.class)
                .and()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackage("org.tongzhou.demo")
                .should(com.tngtech.archunit.lang.conditions.ArchConditions.be(
                        com.tngtech.archunit.base.DescribedPredicate.describe(
                                "in a class that asks for a lease",
                                method -> method.getOwner().getMethodCallsFromSelf().stream()
                                        .anyMatch(call -> call.getTargetOwner().isAssignableTo(Leases.class)))))
                .check(product);
    }
}

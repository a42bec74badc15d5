package org.tongzhou.payment;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionOperations;
import org.tongzhou.Tongzhou;
import org.tongzhou.kernel.Leases;

/** The application with one more scheduled job, which leaves a row for each time it was done: by whom, under which fence. */
final class TracingApplication {
    private TracingApplication() {}

    public static void main(String[] args) {
        new SpringApplicationBuilder(Tongzhou.class, Tracing.class).run(args);
    }

    /** Named above and not annotated: the scan of the sound application must not find it. */
    static class Tracing {
        @Bean
        Job traced(JdbcClient jdbc, Leases leases, TransactionOperations transactions) {
            jdbc.sql("""
                    create table if not exists public.job_trace
                        (id bigint generated always as identity primary key, pid bigint not null, fence bigint not null)
                    """).update();
            return new Job(jdbc, leases, transactions);
        }
    }

    record Job(JdbcClient jdbc, Leases leases, TransactionOperations transactions) {
        @Scheduled(fixedDelay = 20)
        void leaveATrace() {
            leases.run(
                    "test.trace",
                    lease -> transactions.executeWithoutResult(status -> {
                        lease.guard();
                        jdbc.sql("insert into public.job_trace (pid, fence) values (:pid, :fence)")
                                .param("pid", ProcessHandle.current().pid())
                                .param("fence", lease.fence())
                                .update();
                    }));
        }
    }
}

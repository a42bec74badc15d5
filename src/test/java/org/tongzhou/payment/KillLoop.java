package org.tongzhou.payment;

import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.Tongzhou;

/**
 * Kill -9 of the application at random moments, every third time of the database server too; every fifth time with two
 * instances, of which one is killed and the other goes on. On a lean ground nine of ten applications start only what pays,
 * and a quarter of them is killed before it is ready.
 */
final class KillLoop {
    private static final int PATIENCE = 1_200;
    private static final int LONGEST_WAIT = 1_500;
    private static final int LONGEST_LEAN_WAIT = 600;
    private static final int LEAN_START = 2_500;

    private final SafetyGround ground;
    private final Random random;
    private int kills;
    private int databaseKills;

    KillLoop(SafetyGround ground, long seed) {
        this.ground = ground;
        this.random = new Random(seed);
    }

    int kills() {
        return kills;
    }

    int databaseKills() {
        return databaseKills;
    }

    void once() throws Exception {
        int n = ++kills;
        if (n % (ground.isLean() ? 20 : 5) == 3) {
            killOneOfTwo(n);
        } else if (ground.isLean() && n % 10 != 0) {
            String name = "kill-lean"; // one log is enough for a thousand
            Process process = ground.beginLean(Tongzhou.class, name);
            boolean ready = random.nextInt(4) > 0;
            if (ready) {
                ground.awaitReady(process, name);
            }
            kill(process, random.nextInt(ready ? LONGEST_LEAN_WAIT : LEAN_START), n);
        } else {
            kill(ground.application(Tongzhou.class, "kill-" + n), random.nextInt(LONGEST_WAIT), n);
        }
    }

    private void kill(Process process, int waited, int n) throws Exception {
        Thread.sleep(waited);
        boolean database = random.nextInt(3) == 0;
        OptionalLong server = ground.runningServer();
        ground.kill(process);
        if (database && server.isPresent()) {
            SafetyGround.kill(server.getAsLong());
            databaseKills++;
        }
        System.out.println("kill " + n + " after " + waited + " ms" + (database ? ", the database too" : ""));
    }

    /** Two instances on one database: one dies, the other takes its jobs over, and no job was done under an old fence. */
    private void killOneOfTwo(int n) throws Exception {
        Process one = ground.application(TracingApplication.class, "one-" + n);
        Process two = ground.application(TracingApplication.class, "two-" + n);
        Thread.sleep(random.nextInt(700));
        JdbcClient jdbc = ground.jdbc();
        long holder = awaitTrace(jdbc, 0, one.pid(), two.pid());
        Process dying = one.pid() == holder ? one : two;
        Process living = dying == one ? two : one;
        ground.kill(dying);
        long after = jdbc.sql("select max(id) from public.job_trace")
                .query(Long.class)
                .single();
        awaitTrace(jdbc, after, living.pid());
        ground.kill(living);
        requireOneAtATime(jdbc);
        System.out.println("kill " + n + " of one of two instances; the other took over");
    }

    private static void requireOneAtATime(JdbcClient jdbc) {
        long wrong = jdbc.sql("""
                        select (select count(*) from (select fence from public.job_trace group by fence
                                                      having count(distinct pid) > 1) shared)
                             + (select count(*) from (select fence, lag(fence) over (order by id) as before
                                                      from public.job_trace) steps where fence < before)
                        """).query(Long.class).single();
        if (wrong != 0) {
            throw new AssertionError("a job was done by two instances at once, " + wrong + " times");
        }
    }

    /** Waits for a row after {@code id} by one of these processes and gives whose the newest is. */
    private static long awaitTrace(JdbcClient jdbc, long id, Long... pids) throws InterruptedException {
        for (int i = 0; i < PATIENCE; i++) {
            List<Long> found = jdbc.sql("""
                            select pid from public.job_trace where id > :id and pid = any(:pids::bigint[])
                            order by id desc limit 1
                            """)
                    .param("id", id)
                    .param("pids", pids)
                    .query(Long.class)
                    .list();
            if (!found.isEmpty()) {
                return found.get(0);
            }
            Thread.sleep(50);
        }
        throw new AssertionError("no instance did the job");
    }
}

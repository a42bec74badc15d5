package org.tongzhou.payment;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.Tongzhou;
import org.tongzhou.payment.SafetyGround.Truth;

/** The promises about money, run against killed processes and a misbehaving bank; each run can be repeated by its seed. */
public final class SafetyRuns {
    private static final int PATIENCE = 1_200;

    private final Path place;
    private final long seed;

    public SafetyRuns(Path place, long seed) {
        this.place = place;
        this.seed = seed;
    }

    /** What a run has shown, in figures; {@code manualSteps} counts settlements that people had to make. */
    public record Report(
            String name,
            int kills,
            int databaseKills,
            long instructions,
            long paidTwice,
            long lost,
            long differenceFen,
            long unbalancedFen,
            long manualSteps,
            double readyMedian,
            double readyP95,
            double seconds) {
        public boolean isSound() {
            return paidTwice == 0 && lost == 0 && differenceFen == 0 && unbalancedFen == 0;
        }
    }

    /**
     * S1: kill -9 of the application, every third time of the database server too, at random moments of a payout; every
     * fifth time with two instances, of which one is killed and the other goes on.
     */
    public Report kills(int kills, int instructions) throws Exception {
        Random random = new Random(seed);
        long from = System.nanoTime();
        int databaseKills = 0;
        String temper = "seed=" + seed + "; slow=300; late=0.3:120; loseAnswer=0.05; loseRequest=0.03";
        try (SafetyGround ground = new SafetyGround(place, temper)) {
            ground.program("payout", Integer.toString(instructions));
            for (int n = 1; n <= kills; n++) {
                databaseKills += n % 5 == 3 ? killOneOfTwo(ground, random, n) : kill(ground, random, n);
            }
            ground.application(Tongzhou.class, "last");
            ground.awaitSettled(instructions);
            Truth truth = ground.truth();
            return report("S1 kills", ground, kills, databaseKills, truth, truth.openDiscrepancies(), from);
        }
    }

    private static int kill(SafetyGround ground, Random random, int n) throws Exception {
        Process process = ground.application(Tongzhou.class, "kill-" + n);
        int waited = random.nextInt(1_500);
        Thread.sleep(waited);
        boolean database = random.nextInt(3) == 0;
        long open = ground.openBatches();
        long server = ground.serverPid();
        SafetyGround.kill(process);
        if (database) {
            SafetyGround.killServer(server);
        }
        System.out.println("kill " + n + " after " + waited + " ms with " + open + " batches open"
                + (database ? ", the database too" : ""));
        return database ? 1 : 0;
    }

    /** Two instances on one database: one dies, the other takes its jobs over, and no job was done under an old fence. */
    private static int killOneOfTwo(SafetyGround ground, Random random, int n) throws Exception {
        Process one = ground.application(TracingApplication.class, "one-" + n);
        Process two = ground.application(TracingApplication.class, "two-" + n);
        Thread.sleep(random.nextInt(700));
        JdbcClient jdbc = ground.jdbc();
        long holder = awaitTrace(jdbc, 0, 0);
        Process dying = one.pid() == holder ? one : two;
        Process living = dying == one ? two : one;
        SafetyGround.kill(dying);
        long after = jdbc.sql("select max(id) from public.job_trace")
                .query(Long.class)
                .single();
        awaitTrace(jdbc, after, living.pid());
        SafetyGround.kill(living);
        long wrong = jdbc.sql("""
                        select (select count(*) from (select fence from public.job_trace group by fence
                                                      having count(distinct pid) > 1) shared)
                             + (select count(*) from (select fence, lag(fence) over (order by id) as before
                                                      from public.job_trace) steps where fence < before)
                        """).query(Long.class).single();
        if (wrong != 0) {
            throw new AssertionError("a job was done by two instances at once, " + wrong + " times");
        }
        System.out.println("kill " + n + " of one of two instances; the other took over");
        return 0;
    }

    /** Waits for a row after {@code id}, by that process or (0) by any, and gives whose it was. */
    private static long awaitTrace(JdbcClient jdbc, long id, long pid) throws InterruptedException {
        for (int i = 0; i < PATIENCE; i++) {
            List<Long> found = jdbc.sql("""
                            select pid from public.job_trace where id > :id and (:pid = 0 or pid = :pid)
                            order by id desc limit 1
                            """)
                    .param("id", id)
                    .param("pid", pid)
                    .query(Long.class)
                    .list();
            if (!found.isEmpty()) {
                return found.get(0);
            }
            Thread.sleep(50);
        }
        throw new AssertionError("the surviving instance did not take the job over");
    }

    /** S2: a fifth lost, late, doubled and contradictory answers; people settle the contradictions by the bank's counter. */
    public Report misbehaviour(int instructions) throws Exception {
        long from = System.nanoTime();
        String temper =
                "seed=" + seed + "; loseRequest=0.1; loseAnswer=0.1; late=0.05:2200; double=0.02; contradict=0.02;"
                        + " truncate=0.01; reject=AC04:amount:*.04; reject=AC01:amount:*.13; return=AC04:amount:*.21:0";
        try (SafetyGround ground = new SafetyGround(place, temper)) {
            ground.program("payout", Integer.toString(instructions));
            Process site = ground.application(Tongzhou.class, "site");
            ground.awaitSettled(instructions);
            SafetyGround.kill(site);
            String settled = ground.program("settle");
            long steps = Long.parseLong(settled.replaceAll("(?s).*settled (\\d+).*", "$1"));
            return report("S2 misbehaving bank", ground, 0, 0, ground.truth(), steps, from);
        }
    }

    /** S3(b): payouts released by two people at once; gives done and refused. */
    public String pairs(int payouts) throws Exception {
        try (SafetyGround ground = new SafetyGround(place, "")) {
            return ground.program("pairs", Integer.toString(payouts))
                    .replaceAll("(?s).*(done \\d+ refused \\d+).*", "$1");
        }
    }

    /** Known bad: the first answer is lost, and the message is sent again under another name without a query. */
    public Report sendsAgainUnasked(int instructions) throws Exception {
        long from = System.nanoTime();
        try (SafetyGround ground = new SafetyGround(place, "seed=" + seed + "; slow=300")) {
            ground.program("payout", Integer.toString(instructions));
            ground.application(RecklessApplication.class, "reckless");
            ground.awaitSettled(instructions);
            return report("known bad: sends again unasked", ground, 0, 0, ground.truth(), 0, from);
        }
    }

    /**
     * The database forgets what it acknowledged ({@code synchronous_commit} off behind the application's back) and is
     * killed as soon as the bank has a message, at a bank that takes the same message twice. With {@code off} false the
     * same kills and the same bank, and the setting as it must be.
     */
    public Report killsAfterTheBankHasIt(int kills, int instructions, boolean off) throws Exception {
        long from = System.nanoTime();
        try (SafetyGround ground = new SafetyGround(place, "seed=" + seed + "; sameMessage=again")) {
            ground.program("payout", Integer.toString(instructions));
            int done = 0;
            while (done < kills && !(off && ground.truth().creditedTwice() > 0)) {
                killAfterTheBankHasIt(ground, off, ++done);
            }
            ground.application(Tongzhou.class, "last");
            ground.awaitSettled(instructions);
            String name = off ? "known bad: synchronous_commit off" : "the same with synchronous_commit on";
            return report(name, ground, done, done, ground.truth(), 0, from);
        }
    }

    private static void killAfterTheBankHasIt(SafetyGround ground, boolean off, int n) throws Exception {
        long server = ground.serverPid();
        int before = ground.credits().size();
        Process process = ground.begin(off ? ForgetfulApplication.class : Tongzhou.class, "early-" + n);
        while (ground.credits().size() == before && process.isAlive()) {
            Thread.sleep(1);
        }
        SafetyGround.killServer(server);
        SafetyGround.kill(process);
    }

    private static Report report(
            String name, SafetyGround ground, int kills, int databaseKills, Truth truth, long steps, long from) {
        return new Report(
                name,
                kills,
                databaseKills,
                truth.instructed(),
                truth.creditedTwice(),
                truth.lost(),
                truth.differenceFen(),
                truth.unbalancedFen(),
                steps,
                ground.secondsToReady(0.5),
                ground.secondsToReady(0.95),
                (System.nanoTime() - from) / 1e9);
    }
}

package org.tongzhou.payment;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.tongzhou.Tongzhou;
import org.tongzhou.payment.SafetyGround.Truth;

/** The promises about money, run against killed processes and a misbehaving bank; each run can be repeated by its seed. */
public final class SafetyRuns {
    /** From the start of an application on: one that is ready sends at once. */
    private static final Duration NOTHING_MORE_TO_SEND = Duration.ofSeconds(45);

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

    /** S1 with so many kills of the whole application. */
    public Report kills(int kills, int instructions) throws Exception {
        return kills((done, since) -> done < kills, instructions, false);
    }

    /** S1 with as many kills as fit into the time, most of them of an application that starts only what pays. */
    public Report killsFor(Duration time, int instructions) throws Exception {
        BiPredicate<Integer, Duration> goesOn = (done, since) -> since.compareTo(time) < 0;
        return kills(goesOn, instructions, true);
    }

    private Report kills(BiPredicate<Integer, Duration> goesOn, int instructions, boolean lean) throws Exception {
        long from = System.nanoTime();
        String temper = "seed=" + seed + "; slow=300; late=0.3:120; loseAnswer=0.05; loseRequest=0.03";
        try (SafetyGround ground = SafetyGround.packed(place, temper, lean)) {
            ground.program("payout", Integer.toString(instructions));
            KillLoop loop = new KillLoop(ground, seed);
            Instant first = Instant.now();
            while (goesOn.test(loop.kills(), Duration.between(first, Instant.now()))) {
                loop.once();
            }
            ground.application(Tongzhou.class, "last");
            ground.awaitSettled(instructions);
            Truth truth = ground.truth();
            return report(
                    "S1 kills", ground, loop.kills(), loop.databaseKills(), truth, truth.openDiscrepancies(), from);
        }
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
            ground.kill(site);
            String settled = ground.program("settle");
            long steps = Long.parseLong(settled.replaceAll("(?s).*settled (\\d+).*", "$1"));
            return report("S2 misbehaving bank", ground, 0, 0, ground.truth(), steps, from);
        }
    }

    /** S3(b): payouts released by two people at once: each done once (or paid twice) and refused once (or lost). */
    public Report pairs(int payouts, Duration time) throws Exception {
        long from = System.nanoTime();
        try (SafetyGround ground = new SafetyGround(place, "")) {
            String said = ground.program("pairs", Integer.toString(payouts), Long.toString(time.toSeconds()));
            long done = Long.parseLong(said.replaceAll("(?s).*done (\\d+) refused.*", "$1"));
            long refused = Long.parseLong(said.replaceAll("(?s).*refused (\\d+).*", "$1"));
            long asked = ground.number("select count(*) from payment.instruction");
            long released = ground.number("select count(*) from payment.instruction_event where state = 'RELEASED'");
            Truth truth = new Truth(asked, done, Math.max(done, released) - asked, Math.abs(asked - refused), 0, 0, 0);
            return report("S3(b) two release at once", ground, 0, 0, truth, 0, from);
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
     * The database forgets what it acknowledged ({@code synchronous_commit} off behind the application's back, and nobody
     * who writes its log meanwhile) and is killed as soon as the bank has a message, at a bank that takes the same message twice. With {@code off} false the
     * same kills and the same bank, and the setting as it must be.
     */
    public Report killsAfterTheBankHasIt(int kills, int instructions, boolean off) throws Exception {
        long from = System.nanoTime();
        try (SafetyGround ground = new SafetyGround(place, "seed=" + seed + "; sameMessage=again")) {
            ground.program("payout", Integer.toString(instructions));
            int done = 0;
            boolean sends = true;
            while (sends && done < kills && !(off && ground.truth().creditedTwice() > 0)) {
                sends = killAfterTheBankHasIt(ground, off, ++done);
            }
            ground.application(Tongzhou.class, "last");
            ground.awaitSettled(instructions);
            String name = off ? "known bad: synchronous_commit off" : "the same with synchronous_commit on";
            return report(name, ground, done, done, ground.truth(), 0, from);
        }
    }

    /**
     * False when nothing was left to send. The application dies first: it would start a server that died again, and the server that is
     * there then would have forgotten nothing.
     */
    private static boolean killAfterTheBankHasIt(SafetyGround ground, boolean off, int n) throws Exception {
        List<Long> servers = new ArrayList<>(List.of(ground.serverPid()));
        if (off) {
            servers.add(ground.freezeLogWriter());
        }
        int before = ground.credits().size();
        Process process = ground.begin(off ? ForgetfulApplication.class : Tongzhou.class, "early-" + n);
        Instant patient = Instant.now().plus(NOTHING_MORE_TO_SEND);
        while (ground.credits().size() == before
                && process.isAlive()
                && Instant.now().isBefore(patient)) {
            Thread.sleep(1);
        }
        boolean sent = ground.credits().size() > before;
        ground.kill(process);
        servers.forEach(SafetyGround::kill);
        return sent;
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

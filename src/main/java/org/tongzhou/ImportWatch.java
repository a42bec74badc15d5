package org.tongzhou;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.tongzhou.enrolment.Imports;
import org.tongzhou.shell.Words;

/** What a person hears of an import under way: that it still waits, what it does not read, how far it is, and what Ctrl-C left; keeps what is wrong. */
final class ImportWatch implements Imports.Progress, AutoCloseable {
    private static final long STEP_NANOS = 1_000_000_000L;
    private static final double NANOS = 1e9;

    private final PrintStream err;
    private final Words words;
    private final WrongRows wrong;
    private final long started = System.nanoTime();
    private final Thread stopped = new Thread(this::stopped);
    private final ScheduledExecutorService waiting = Executors.newSingleThreadScheduledExecutor();
    private long told = started;

    /** {@code patience} is how long nobody need hear anything before the first rows are read. */
    ImportWatch(PrintStream err, Words words, WrongRows wrong, Duration patience) {
        this.err = err;
        this.words = words;
        this.wrong = wrong;
        Runtime.getRuntime().addShutdownHook(stopped);
        waiting.scheduleAtFixedRate(this::waits, patience.toMillis(), patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public boolean goesOn(long rows, long people) {
        waiting.shutdownNow();
        long now = System.nanoTime();
        if (now - told >= STEP_NANOS) {
            told = now;
            err.println(words.say("import.command.progress", rows, people, Math.round(rows / seconds())));
        }
        return true;
    }

    @Override
    public void wrong(List<Imports.Wrong> some) {
        wrong.add(some);
    }

    @Override
    public void unread(List<String> headings) {
        err.println(words.say("import.command.unread", String.join(words.say("roster.comma"), headings)));
    }

    double seconds() {
        return (System.nanoTime() - started) / NANOS;
    }

    /** Another import or a roster that is being enrolled holds the fund's enrolments. */
    private void waits() {
        err.println(words.say("import.command.waits", Math.round(seconds())));
    }

    private void stopped() {
        err.println(words.say("import.command.stopped"));
    }

    @Override
    public void close() {
        waiting.shutdownNow();
        try {
            Runtime.getRuntime().removeShutdownHook(stopped);
        } catch (IllegalStateException stopping) {
            // The hook speaks already.
        }
    }
}

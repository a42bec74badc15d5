package org.tongzhou.enrolment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tongzhou.organisation.Unit;

/**
 * Reads a province's file on a thread of its own and judges it on another, some chunks ahead of who writes them: together they
 * cost as much as writing, there is a second processor, and whoever judges waits for the fund half the time. What they ask goes
 * over a connection of its own, which sees nothing of what is being written; nobody stands in the file twice, and who writes
 * holds the fund's lock, so that the answers hold.
 */
final class ProvinceReader implements AutoCloseable {
    private static final ProvinceSink.Chunk LAST = new ProvinceSink.Chunk(List.of(), List.of());
    private static final ReadyUnits END = new ReadyUnits();

    /** Rows take much room, what is ready little. */
    private static final int ROWS_AHEAD = 1;

    private static final int AHEAD = 5;

    private final BlockingQueue<ProvinceSink.Chunk> rows = new ArrayBlockingQueue<>(ROWS_AHEAD);
    private final BlockingQueue<ReadyUnits> ready = new ArrayBlockingQueue<>(AHEAD);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final List<Thread> threads;
    private boolean ended;

    private ProvinceReader(Source source, Function<ProvinceSink.Chunk, ReadyUnits> judge) {
        threads = List.of(
                new Thread(() -> last(() -> read(source), rows, LAST), "roster-reading"),
                new Thread(() -> last(() -> judge(judge), ready, END), "roster-judging"));
        threads.forEach(thread -> thread.setDaemon(true));
    }

    /** Where the rows come from: the file, the units of the territory by code, and by which terms each may join. */
    record Source(Path file, Map<String, Unit> units, Function<Unit, RosterTerms> terms) {}

    static ProvinceReader start(Source source, Function<ProvinceSink.Chunk, ReadyUnits> judge) {
        ProvinceReader reader = new ProvinceReader(source, judge);
        reader.threads.forEach(Thread::start);
        return reader;
    }

    private void read(Source source) {
        ProvinceSink sink = new ProvinceSink(source.units(), source.terms(), chunk -> put(rows, chunk));
        RosterFile.read(source.file(), RosterFile.Ceiling.PROVINCE, sink);
        sink.flush();
        sink.merged().ifPresent(merged -> MergedRows.refuse(source.file(), merged));
    }

    private void judge(Function<ProvinceSink.Chunk, ReadyUnits> judge) {
        for (ProvinceSink.Chunk chunk = take(rows); chunk != LAST; chunk = take(rows)) {
            put(ready, judge.apply(chunk));
        }
    }

    /** However the work ends, who waits for what comes of it learns that this was the last. */
    private <T> void last(Runnable work, BlockingQueue<T> queue, T last) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e); // an error too: half a file must never be taken for the whole one
        } finally {
            if (!Thread.currentThread().isInterrupted()) { // else nobody waits for the end
                put(queue, last);
            }
        }
    }

    private static <T> void put(BlockingQueue<T> queue, T item) {
        try {
            queue.put(item);
        } catch (InterruptedException nobodyWaits) {
            throw interrupted(nobodyWaits);
        }
    }

    private static <T> T take(BlockingQueue<T> queue) {
        try {
            return queue.take();
        } catch (InterruptedException nobodyWaits) {
            throw interrupted(nobodyWaits);
        }
    }

    private static IllegalStateException interrupted(InterruptedException why) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("the import was given up", why);
    }

    /**
     * All that is ready: the more people are written at once, the nearer each comes to the one before. Null after the last one.
     * Throws what the file was refused with.
     */
    @Nullable
    ReadyUnits next() {
        List<ReadyUnits> all = new ArrayList<>(AHEAD);
        if (!ended) {
            all.add(take(ready));
            ready.drainTo(all);
            ended = all.remove(END);
        }
        if (!all.isEmpty()) {
            return ReadyUnits.of(all);
        }
        Throwable why = failure.get();
        if (why instanceof RuntimeException refused) {
            throw refused;
        }
        if (why != null) {
            throw new IllegalStateException("the file was not read to its end", why);
        }
        return null;
    }

    /** Stops reading, wherever it is. */
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}

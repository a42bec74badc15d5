package org.tongzhou.enrolment;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tongzhou.organisation.Unit;

/**
 * Reads and judges a province's file on a thread of its own, at most two chunks ahead of who writes them: reading costs as
 * much as writing, and there is a second processor.
 */
final class ProvinceReader implements AutoCloseable {
    private static final ProvinceSink.Chunk END = new ProvinceSink.Chunk(List.of(), List.of());
    private static final int AHEAD = 2;

    private final BlockingQueue<ProvinceSink.Chunk> queue = new ArrayBlockingQueue<>(AHEAD);
    private final Thread thread;
    private volatile @Nullable RuntimeException failure;

    private ProvinceReader(Path file, Map<String, Unit> units, Function<Unit, RosterTerms> terms) {
        this.thread = new Thread(() -> read(file, units, terms), "roster-import");
        thread.setDaemon(true);
    }

    static ProvinceReader start(Path file, Map<String, Unit> units, Function<Unit, RosterTerms> terms) {
        ProvinceReader reader = new ProvinceReader(file, units, terms);
        reader.thread.start();
        return reader;
    }

    private void read(Path file, Map<String, Unit> units, Function<Unit, RosterTerms> terms) {
        try {
            ProvinceSink sink = new ProvinceSink(units, terms, this::put);
            RosterFile.read(file, RosterFile.Ceiling.PROVINCE, sink);
            sink.flush();
        } catch (RuntimeException e) {
            failure = e;
        } finally {
            put(END);
        }
    }

    private void put(ProvinceSink.Chunk chunk) {
        try {
            queue.put(chunk);
        } catch (InterruptedException nobodyWaits) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the import was given up", nobodyWaits);
        }
    }

    /** The next chunk; null after the last one. Throws what the file was refused with. */
    ProvinceSink.@Nullable Chunk next() {
        try {
            ProvinceSink.Chunk chunk = queue.take();
            if (chunk != END) {
                return chunk;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the import was interrupted", e);
        }
        RuntimeException why = failure;
        if (why != null) {
            throw why;
        }
        return null;
    }

    /** Stops reading, wherever it is. */
    @Override
    public void close() {
        queue.clear();
        thread.interrupt();
    }
}

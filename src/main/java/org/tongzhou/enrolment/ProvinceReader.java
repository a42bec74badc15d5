package org.tongzhou.enrolment;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.KnownPeople;

/**
 * Reads and judges a province's file on a thread of its own, at most two chunks ahead of who writes them: it costs as much as
 * writing, and there is a second processor. What it asks the fund goes over a connection of its own, which sees nothing of what
 * is being written; nobody stands in the file twice, and who writes holds the fund's lock, so that the answers hold.
 */
final class ProvinceReader implements AutoCloseable {
    private static final Chunk END = new Chunk(Judgement.NONE, List.of());
    private static final int AHEAD = 2;

    private final BlockingQueue<Chunk> queue = new ArrayBlockingQueue<>(AHEAD);
    private final Function<List<UnitRows>, Judgement> judge;
    private final Thread thread;
    private volatile @Nullable Throwable failure;

    private ProvinceReader(Source source, Function<List<UnitRows>, Judgement> judge) {
        this.judge = judge;
        this.thread = new Thread(() -> read(source), "roster-import");
        thread.setDaemon(true);
    }

    /** Units of which all is known before they are written, and rows that belong to none. */
    record Chunk(Judgement judgement, List<CheckedRow> homeless) {}

    /** What became of the rows of a unit, and who of them may be enrolled. */
    record Ready(RosterJudge.Judged judged, Joiners joiners) {}

    /** Some units, and whoever of them may be enrolled made ready for it. */
    record Judgement(List<Ready> units, KnownPeople known) {
        static final Judgement NONE = new Judgement(List.of(), KnownPeople.NONE);
    }

    /** Where the rows come from: the file, the units of the territory by code, and by which terms each may join. */
    record Source(Path file, Map<String, Unit> units, Function<Unit, RosterTerms> terms) {}

    static ProvinceReader start(Source source, Function<List<UnitRows>, Judgement> judge) {
        ProvinceReader reader = new ProvinceReader(source, judge);
        reader.thread.start();
        return reader;
    }

    private void read(Source source) {
        try {
            ProvinceSink sink = new ProvinceSink(source.units(), source.terms(), this::judged);
            RosterFile.read(source.file(), RosterFile.Ceiling.PROVINCE, sink);
            sink.flush();
        } catch (RuntimeException | Error e) {
            failure = e; // an error too: half a file must never be taken for the whole one
        } finally {
            if (!Thread.currentThread().isInterrupted()) { // else nobody waits for the end
                put(END);
            }
        }
    }

    private void judged(ProvinceSink.Chunk chunk) {
        put(new Chunk(chunk.units().isEmpty() ? Judgement.NONE : judge.apply(chunk.units()), chunk.homeless()));
    }

    private void put(Chunk chunk) {
        try {
            queue.put(chunk);
        } catch (InterruptedException nobodyWaits) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the import was given up", nobodyWaits);
        }
    }

    /** The next chunk; null after the last one. Throws what the file was refused with. */
    @Nullable
    Chunk next() {
        try {
            Chunk chunk = queue.take();
            if (chunk != END) {
                return chunk;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the import was interrupted", e);
        }
        Throwable why = failure;
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
        queue.clear();
        thread.interrupt();
    }
}

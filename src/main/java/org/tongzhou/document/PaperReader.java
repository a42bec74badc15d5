package org.tongzhou.document;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.tongzhou.database.OutsideTransaction;
import org.tongzhou.document.picture.Quad;
import org.tongzhou.kernel.Busy;
import org.tongzhou.kernel.Refusal;

/**
 * Has papers parsed in child processes: two at a time, each with a time limit and a small heap; at most eight callers
 * wait, and not for long, the others are told to come back. A child is kept for the next paper, for a while.
 */
@Component
class PaperReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PaperReader.class);
    private static final int AT_ONCE = 2;
    private static final int MOST_WAITING = 8;
    private static final int WAIT_SECONDS = 20;
    private static final int WORK_SECONDS = 40;
    private static final int IDLE_SECONDS = 120;

    /** {@code kept} is what to keep instead of the given bytes, for pictures. */
    record Intake(Findings findings, Optional<byte[]> kept) {}

    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private final Deque<PaperChild> idle = new ArrayDeque<>();
    private boolean closed;

    /** Outside of any transaction. */
    Intake intake(byte[] bytes, String kind) {
        OutsideTransaction.require();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(work(bytes, List.of("intake", kind))))) {
            String json = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
            byte[] kept = in.readAllBytes();
            return new Intake(Findings.read(json), kept.length == 0 ? Optional.empty() : Optional.of(kept));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] render(byte[] bytes, int page, String watermark, Optional<Quad> part) {
        String words = watermark.replace('\n', ' ');
        return work(
                bytes,
                List.of(
                        "render",
                        Integer.toString(page),
                        words,
                        part.map(Quad::text).orElse("")));
    }

    private byte[] work(byte[] bytes, List<String> words) {
        try {
            if (waiting() >= MOST_WAITING || !places.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new Busy("paper_reader_busy");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Busy("paper_reader_busy");
        }
        try {
            return asked(bytes, words);
        } catch (IOException noChild) {
            LOG.warn("a paper could not be read now", noChild);
            throw new Busy("paper_reader_busy");
        } finally {
            places.release();
        }
    }

    /** What a child calls broken that has read others before is asked of a fresh one: it may be the child. */
    private byte[] asked(byte[] bytes, List<String> words) throws IOException {
        PaperChild child = next();
        boolean fresh = child.papers() == 0;
        try {
            return asked(child, bytes, words);
        } catch (Refusal refusal) {
            if (fresh || !refusal.code().equals("paper_broken")) {
                throw refusal;
            }
            return asked(PaperChild.start(), bytes, words);
        }
    }

    private byte[] asked(PaperChild child, byte[] bytes, List<String> words) {
        try {
            return child.ask(words, bytes, WORK_SECONDS);
        } finally {
            giveBack(child);
        }
    }

    private PaperChild next() throws IOException {
        synchronized (idle) {
            while (!idle.isEmpty()) {
                PaperChild child = idle.pop();
                if (child.reusable()) {
                    return child;
                }
                child.close();
            }
        }
        return PaperChild.start();
    }

    /** How many callers wait for a child. */
    int waiting() {
        return places.getQueueLength();
    }

    void giveBack(PaperChild child) {
        synchronized (idle) {
            if (closed || !child.reusable()) {
                child.close();
                return;
            }
            idle.push(child);
        }
        int papers = child.papers();
        CompletableFuture.runAsync(
                () -> retire(child, papers), CompletableFuture.delayedExecutor(IDLE_SECONDS, TimeUnit.SECONDS));
    }

    /** Ends a child that has had no paper since {@code papers}. */
    void retire(PaperChild child, int papers) {
        synchronized (idle) {
            if (child.papers() == papers && idle.remove(child)) {
                child.close();
            }
        }
    }

    @Override
    public void close() {
        synchronized (idle) {
            closed = true;
            idle.forEach(PaperChild::close);
            idle.clear();
        }
    }
}

package org.tongzhou.document;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Refusal;

/** Runs {@link PaperWorker} as a child: two at a time, each with 20 s and a small heap; more callers wait or are told to come back. */
@Component
class PaperReader {
    private static final int AT_ONCE = 2;
    private static final int WAIT_SECONDS = 15;
    private static final int WORK_SECONDS = 20;
    private static final String HEAP = "-Xmx320m";

    /** {@code cleaned} is what to keep instead of the given bytes, for pictures. */
    record Intake(int pages, Optional<ReceiptReading> reading, Optional<byte[]> cleaned) {}

    private final Semaphore places = new Semaphore(AT_ONCE, true);

    Intake intake(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(work(bytes, List.of("intake"))))) {
            int pages = in.readInt();
            byte[] json = in.readNBytes(in.readInt());
            byte[] cleaned = in.readAllBytes();
            Optional<ReceiptReading> reading = json.length == 0
                    ? Optional.empty()
                    : Optional.of(PaperWorker.ReadingJson.read(new String(json, StandardCharsets.UTF_8)));
            return new Intake(pages, reading, cleaned.length == 0 ? Optional.empty() : Optional.of(cleaned));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] render(byte[] bytes, int page, String watermark) {
        return work(bytes, List.of("render", Integer.toString(page), watermark));
    }

    private byte[] work(byte[] bytes, List<String> arguments) {
        try {
            if (!places.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw Refusal.conflict("paper_reader_busy");
            }
            try {
                return answerOf(start(arguments), bytes);
            } finally {
                places.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.conflict("paper_reader_busy");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] answerOf(Process child, byte[] bytes) throws IOException, InterruptedException {
        CompletableFuture<byte[]> answer = CompletableFuture.supplyAsync(() -> drain(child));
        CompletableFuture<String> words = CompletableFuture.supplyAsync(() -> complaint(child));
        try (OutputStream in = child.getOutputStream()) {
            in.write(bytes);
        } catch (IOException childGaveUpEarly) {
            // Its exit status below tells why.
        }
        if (!child.waitFor(WORK_SECONDS, TimeUnit.SECONDS)) {
            child.destroyForcibly();
            throw Refusal.invalid("paper_took_too_long");
        }
        if (child.exitValue() != 0) {
            String code = words.join();
            throw Refusal.invalid(code.startsWith("paper_") ? code : "paper_broken");
        }
        return answer.join();
    }

    private static byte[] drain(Process child) {
        try {
            return child.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String complaint(Process child) {
        try {
            String[] lines = new String(child.getErrorStream().readNBytes(64_000), StandardCharsets.UTF_8)
                    .strip()
                    .split("\n");
            return lines[lines.length - 1].strip();
        } catch (IOException e) {
            return "paper_broken";
        }
    }

    private static Process start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-Xss1m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Djava.awt.headless=true"));
        command.addAll(self());
        command.add("paper-worker");
        command.addAll(arguments);
        return new ProcessBuilder(command).start();
    }

    /** This program again, whether it runs from one jar or from a class path. */
    private static List<String> self() {
        String path = System.getProperty("java.class.path");
        boolean oneJar = path.endsWith(".jar") && !path.contains(java.io.File.pathSeparator);
        return oneJar ? List.of("-jar", path) : List.of("-cp", path, "org.tongzhou.Tongzhou");
    }
}

package org.tongzhou.enrolment;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import org.tongzhou.database.OutsideTransaction;
import org.tongzhou.kernel.Busy;
import org.tongzhou.kernel.Refusal;

/**
 * Reads rosters and lists of units from outside in a child process ({@link RosterWorker}): two at a time, each with a small heap and
 * 60 s; at most eight callers wait, and not for long, the others are told to come back.
 */
@Component
class RosterReading {
    private static final int AT_ONCE = 2;
    private static final int MOST_WAITING = 8;
    private static final int WAIT_SECONDS = 15;
    private static final int WORK_SECONDS = 60;

    /** 200,000 people take about 250 MB while they are read. */
    private static final String HEAP = "-Xmx400m";

    private final Semaphore places = new Semaphore(AT_ONCE, true);

    /** Outside of any transaction; throws {@link Busy} when there is no time for it. */
    RosterSheet read(Path file, Heading heading) {
        OutsideTransaction.require();
        try {
            if (waiting() >= MOST_WAITING || !places.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new Busy("roster_reader_busy");
            }
            try {
                return answer(start(file, heading));
            } finally {
                places.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Busy("roster_reader_busy");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many callers wait for a child. */
    int waiting() {
        return places.getQueueLength();
    }

    private static RosterSheet answer(Process child) throws IOException, InterruptedException {
        CompletableFuture<byte[]> sheet = drained(child.getInputStream());
        CompletableFuture<byte[]> words = drained(child.getErrorStream());
        child.getOutputStream().close();
        if (!child.waitFor(WORK_SECONDS, TimeUnit.SECONDS)) {
            child.destroyForcibly();
            throw Refusal.invalid("roster_file_bomb");
        }
        if (child.exitValue() != 0) {
            throw refusal(new String(words.join(), StandardCharsets.UTF_8));
        }
        return PackedSheet.open(sheet.join());
    }

    private static Refusal refusal(String words) {
        String[] lines = words.strip().split("\\R");
        String[] parts = lines[lines.length - 1].split("\t", -1);
        boolean ours = parts[0].startsWith("roster_file_");
        return ours
                ? Refusal.invalid(
                        parts[0],
                        Arrays.stream(parts).skip(1).map(RosterReading::detail).toArray())
                : Refusal.invalid("roster_file_bomb");
    }

    private static Object detail(String text) {
        return text.matches("\\d{1,9}") ? (Object) Integer.valueOf(text) : text;
    }

    private static CompletableFuture<byte[]> drained(InputStream in) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static Process start(Path file, Heading heading) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dstderr.encoding=UTF-8",
                "-Dfile.encoding=UTF-8"));
        String path = System.getProperty("java.class.path");
        boolean oneJar = path.endsWith(".jar") && !path.contains(File.pathSeparator);
        command.addAll(oneJar ? List.of("-jar", path) : List.of("-cp", path, "org.tongzhou.Tongzhou"));
        command.addAll(List.of("roster-worker", heading.name(), file.toString()));
        return new ProcessBuilder(command).start();
    }
}

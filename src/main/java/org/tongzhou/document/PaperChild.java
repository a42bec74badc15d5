package org.tongzhou.document;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Busy;
import org.tongzhou.kernel.Refusal;

/** One {@link PaperWorker} process and the folder that only it uses: in memory where the system has such a place. */
final class PaperChild implements AutoCloseable {
    private static final String PREFIX = "tongzhou-";
    private static final int MOST_PAPERS = 100;
    private static final Path IN_MEMORY = Path.of("/dev/shm");
    private static final int START_SECONDS = 30;
    private static final String HEAP = "-Xmx400m";

    private final Path folder;
    private final Process process;
    private final SocketChannel channel;
    private final DataInputStream in;
    private final DataOutputStream out;
    private volatile int papers;
    private boolean broken;

    private PaperChild(Path folder, Process process, SocketChannel channel) {
        this.folder = folder;
        this.process = process;
        this.channel = channel;
        this.in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel)));
        this.out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)));
    }

    static PaperChild start() throws IOException {
        boolean memory = Files.isDirectory(IN_MEMORY) && Files.isWritable(IN_MEMORY);
        return start(memory ? IN_MEMORY : Path.of(System.getProperty("java.io.tmpdir")), START_SECONDS);
    }

    /** A child whose folder lies under {@code place}; none, and no folder either, when it has not come after {@code seconds}. */
    static PaperChild start(Path place, int seconds) throws IOException {
        var onlyUs = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Path folder = Files.createTempDirectory(place, PREFIX, onlyUs);
        try {
            return connected(folder, seconds);
        } catch (IOException neverCame) {
            remove(folder);
            throw new IOException("the process that reads papers did not start", neverCame);
        }
    }

    private static PaperChild connected(Path folder, int seconds) throws IOException {
        Path socket = folder.resolve("s");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            Process process = launch(folder, socket);
            CompletableFuture<Void> gone = process.onExit().thenAccept(ended -> shut(server));
            CompletableFuture<Void> alarm = CompletableFuture.runAsync(
                    process::destroyForcibly, CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS));
            try {
                return new PaperChild(folder, process, server.accept());
            } catch (IOException neverCame) {
                process.destroyForcibly();
                throw neverCame;
            } finally {
                gone.cancel(false);
                alarm.cancel(false);
            }
        }
    }

    /**
     * The answer's bytes; a {@link Refusal} when the paper cannot be read or takes longer than {@code seconds}, {@link Busy}
     * when the machine had no time for it.
     */
    byte[] ask(List<String> words, byte[] bytes, int seconds) {
        Duration before = worked();
        AtomicReference<RuntimeException> late = new AtomicReference<>();
        CompletableFuture<Void> alarm = CompletableFuture.runAsync(
                () -> {
                    late.set(tooLate(worked().minus(before), seconds));
                    process.destroyForcibly();
                },
                CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS));
        try {
            return answer(words, bytes);
        } catch (IOException ended) {
            throw Objects.requireNonNullElseGet(late.get(), () -> Refusal.invalid("paper_broken"));
        } finally {
            alarm.cancel(false);
        }
    }

    /** Sends the paper and waits for the answer; a child that fell silent, or broke on its paper, gets no other. */
    private byte[] answer(List<String> words, byte[] bytes) throws IOException {
        broken = true;
        papers = papers + 1;
        out.writeUTF(String.join("\n", words));
        out.writeInt(bytes.length);
        out.write(bytes);
        out.flush();
        boolean done = in.readByte() == PaperWorker.DONE;
        byte[] answer = in.readNBytes(in.readInt());
        String refused = done ? "" : new String(answer, StandardCharsets.UTF_8);
        broken = refused.equals("paper_broken");
        if (!done) {
            throw Refusal.invalid(refused);
        }
        return answer;
    }

    /** The child's time on the processor so far. */
    private Duration worked() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** A child that got less than half of a processor waited for the machine, which is not the paper's fault. */
    static RuntimeException tooLate(Duration worked, int seconds) {
        return worked.multipliedBy(2).compareTo(Duration.ofSeconds(seconds)) < 0
                ? new Busy("paper_reader_busy")
                : Refusal.invalid("paper_took_too_long");
    }

    /** False when the next paper deserves a fresh process. */
    boolean reusable() {
        return !broken && papers < MOST_PAPERS && process.isAlive();
    }

    /** How many papers it was given. */
    int papers() {
        return papers;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        shut(channel);
        process.destroyForcibly();
        remove(folder);
    }

    private static Process launch(Path folder, Path socket) throws IOException {
        return new ProcessBuilder(command(folder, socket))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    static List<String> command(Path folder, Path socket) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-Xss1m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + folder));
        command.addAll(self());
        command.addAll(List.of("paper-worker", socket.toString()));
        return command;
    }

    /** This program again, whether it runs from one jar or from a class path. */
    private static List<String> self() {
        String path = System.getProperty("java.class.path");
        boolean oneJar = path.endsWith(".jar") && !path.contains(java.io.File.pathSeparator);
        return oneJar ? List.of("-jar", path) : List.of("-cp", path, "org.tongzhou.Tongzhou");
    }

    private static void shut(AutoCloseable open) {
        try {
            open.close();
        } catch (Exception alreadyGone) {
            return;
        }
    }

    /** Removes a folder that a parent made for its child, and no other. */
    static void removeOwn(@Nullable Path folder) {
        if (folder != null && String.valueOf(folder.getFileName()).startsWith(PREFIX)) {
            remove(folder);
        }
    }

    private static void remove(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException | UncheckedIOException otherSideWasFaster) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

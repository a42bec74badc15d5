package org.tongzhou.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/**
 * The counter for files: an SFTP server on the loopback address whose {@code in} is looked through every few milliseconds.
 * A file that does not end in {@code .part} is answered in {@code out} under its own name, by the script's temper; a
 * statement is left there for each day that is over.
 */
public final class FileDesk implements AutoCloseable {
    private final Path root;
    private final Counter counter;
    private final Script script;
    private final SshServer server;
    private final SimpleGeneratorHostKeyProvider hostKey;
    private final ScheduledExecutorService clerk = Executors.newSingleThreadScheduledExecutor();

    private FileDesk(
            Path root, Counter counter, Script script, SshServer server, SimpleGeneratorHostKeyProvider hostKey) {
        this.root = root;
        this.counter = counter;
        this.script = script;
        this.server = server;
        this.hostKey = hostKey;
    }

    static FileDesk open(Path state, int port, Counter counter, Script script, String secret) throws IOException {
        Path root = state.resolveSibling(state.getFileName() + ".files");
        for (String each : List.of("in", "out", "taken", "done")) {
            Files.createDirectories(root.resolve(each));
        }
        SshServer server = SshServer.setUpDefaultServer();
        SimpleGeneratorHostKeyProvider hostKey =
                new SimpleGeneratorHostKeyProvider(state.resolveSibling(state.getFileName() + ".hostkey"));
        server.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.setPort(port);
        server.setKeyPairProvider(hostKey);
        server.setPasswordAuthenticator((user, password, session) -> MessageDigest.isEqual(
                secret.getBytes(StandardCharsets.UTF_8), password.getBytes(StandardCharsets.UTF_8)));
        server.setFileSystemFactory(new VirtualFileSystemFactory(root.toAbsolutePath()));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        FileDesk desk = new FileDesk(root, counter, script, server, hostKey);
        server.start();
        desk.clerk.scheduleWithFixedDelay(desk::work, 20, 20, TimeUnit.MILLISECONDS);
        return desk;
    }

    public int port() {
        return server.getPort();
    }

    /** {@code SHA256:…}, for the client to pin. */
    public String fingerprint() {
        return KeyUtils.getFingerPrint(
                BuiltinDigests.sha256, hostKey.loadKeys(null).iterator().next().getPublic());
    }

    private void work() {
        try (Stream<Path> files = Files.list(root.resolve("in"))) {
            for (Path each : files.filter(file -> !file.toString().endsWith(".part"))
                    .sorted()
                    .toList()) {
                serve(each);
            }
        } catch (IOException | UncheckedIOException | InterruptedException e) {
            System.err.println("the counter for files: " + e.getMessage());
        }
    }

    private void serve(Path file) throws IOException, InterruptedException {
        String name = file.getFileName().toString();
        byte[] body = Files.readAllBytes(file);
        Files.move(file, root.resolve("done").resolve(name), StandardCopyOption.REPLACE_EXISTING);
        if (script.draws().happens("loseRequest")) {
            return;
        }
        byte[] answer = answer(name, body);
        if (script.draws().happens("late")) {
            Thread.sleep(script.draws().millis("late"));
        }
        if (!script.draws().happens("loseAnswer")) {
            leave(name, script.draws().happens("truncate") ? Arrays.copyOf(answer, answer.length / 2) : answer);
        }
    }

    private byte[] answer(String name, byte[] body) throws IOException {
        String[] words = name.split("_", -1);
        return switch (words[0]) {
            case "status" -> counter.status(words[1]);
            case "book" -> {
                LocalDate upTo = LocalDate.parse(words[2]);
                byte[] notice = counter.notice(Long.parseLong(words[1]), upTo);
                leaveStatements(upTo);
                yield notice;
            }
            default -> counter.receive(body);
        };
    }

    private void leaveStatements(LocalDate today) throws IOException {
        for (var each : counter.statementsBefore(today).entrySet()) {
            String name = "statement_" + each.getKey() + ".xml";
            if (!Files.exists(root.resolve("taken").resolve(name))) {
                leave(name, each.getValue());
            }
        }
    }

    private void leave(String name, byte[] answer) throws IOException {
        Path part = root.resolve("out").resolve(name + ".part");
        Files.write(part, answer);
        Files.move(
                part,
                root.resolve("out").resolve(name),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        clerk.shutdownNow();
        server.stop(true);
    }
}

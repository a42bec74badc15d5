package org.tongzhou.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.database.SecretFile;

/**
 * The simulated bank beside the demonstration: a process of its own that goes on when the application is killed, found
 * again at the next start by its port. Its book and port lie in the data directory, its secret with the keys.
 */
public final class DemoBank {
    private static final Duration START_LIMIT = Duration.ofSeconds(20);

    /** Cards that the bank will not take, or sends back after two days, to be tried out: by their last four digits. */
    private static final String TEMPER =
            "reject=AC04:account:*0404; reject=AC01:account:*0401; reject=BE01:account:*0303;"
                    + " return=AC06:account:*0808:2";

    private DemoBank() {}

    /** Starts or finds the bank and tells the application where it is, before the application is built. */
    public static void open() throws IOException {
        DatabaseSettings settings = DatabaseSettings.fromEnvironment(System.getenv());
        String secret = secret(settings.keys());
        int port = port(settings.home());
        if (!answers(port)) {
            start(settings.home(), port, secret);
        }
        System.setProperty("tongzhou.bank.url", url(port));
        System.setProperty("TONGZHOU_BANK_SECRET", secret);
    }

    private static String url(int port) {
        return "http://127.0.0.1:" + port;
    }

    private static String secret(Path keys) throws IOException {
        Path file = keys.resolve("demo-bank.secret");
        if (!Files.exists(file)) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            SecretFile.write(file, HexFormat.of().formatHex(random));
        }
        return Files.readString(file).strip();
    }

    private static int port(Path home) throws IOException {
        Path file = home.resolve("bank.port");
        if (!Files.exists(file)) {
            Files.createDirectories(home);
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                Files.writeString(file, Integer.toString(free.getLocalPort()));
            }
        }
        return Integer.parseInt(Files.readString(file).strip());
    }

    private static void start(Path home, int port, String secret) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m", "-XX:+UseSerialGC"));
        String path = System.getProperty("java.class.path");
        boolean oneJar = path.endsWith(".jar") && !path.contains(java.io.File.pathSeparator);
        command.addAll(oneJar ? List.of("-jar", path) : List.of("-cp", path, "org.tongzhou.Tongzhou"));
        command.addAll(List.of(
                "simulator",
                "--port",
                Integer.toString(port),
                "--state",
                home.resolve("bank.book").toString(),
                "--script",
                TEMPER));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("TONGZHOU_BANK_SECRET", secret);
        Process bank = builder.redirectOutput(home.resolve("bank.log").toFile()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(bank::destroy));
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!answers(port)) {
            if (!bank.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("the simulated bank did not start; see " + home.resolve("bank.log"));
            }
        }
    }

    private static boolean answers(int port) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url(port) + "/"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            Thread.sleep(100);
            return HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException nobodyThere) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

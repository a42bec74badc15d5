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
import java.util.Locale;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.database.SecretFile;

/**
 * The simulated houses beside the demonstration: the bank, the gateway of short messages, the register of people. Each is a
 * process of its own that goes on when the application is killed, found again at the next start by its port. Its book and port
 * lie in the data directory, its secret with the keys.
 */
public final class DemoNeighbours {
    private static final Duration START_LIMIT = Duration.ofSeconds(20);

    private DemoNeighbours() {}

    private enum House {
        /** Cards that it will not take, or sends back after two days, to be tried out: by their last four digits. */
        BANK("reject=AC04:account:*0404; reject=AC01:account:*0401; reject=BE01:account:*0303;"
                + " return=AC06:account:*0808:2"),
        SMS("slow=1500; double=0.1; undelivered=0.03"),
        IDENTITY("");

        private final String temper;

        House(String temper) {
            this.temper = temper;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        String secretName() {
            return "TONGZHOU_" + name() + "_SECRET";
        }

        /** The bank is the one that the program starts when none is named. */
        List<String> arguments() {
            return this == BANK ? List.of("simulator") : List.of("simulator", word());
        }
    }

    /** Starts or finds them and tells the application where they are, before the application is built. */
    public static void open(DatabaseSettings settings) throws IOException {
        List<Started> started = new ArrayList<>();
        for (House house : House.values()) {
            String secret = secret(settings.keys(), house);
            int port = port(settings.home(), house);
            if (!answers(port)) {
                started.add(new Started(house, port, start(settings.home(), house, port, secret)));
            }
            System.setProperty("tongzhou." + house.word() + ".url", url(port));
            System.setProperty(house.secretName(), secret);
        }
        for (Started each : started) {
            await(each, settings.home());
        }
    }

    private record Started(House house, int port, Process process) {}

    private static String url(int port) {
        return "http://127.0.0.1:" + port;
    }

    /** A demonstration was opened with the keys of this directory. */
    static boolean isKnownIn(Path keys) {
        return Files.exists(secretFile(keys, House.BANK));
    }

    private static Path secretFile(Path keys, House house) {
        return keys.resolve("demo-" + house.word() + ".secret");
    }

    private static String secret(Path keys, House house) throws IOException {
        Path file = secretFile(keys, house);
        if (!Files.exists(file)) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            SecretFile.write(file, HexFormat.of().formatHex(random));
        }
        return Files.readString(file).strip();
    }

    private static int port(Path home, House house) throws IOException {
        Path file = home.resolve(house.word() + ".port");
        if (!Files.exists(file)) {
            Files.createDirectories(home);
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                Files.writeString(file, Integer.toString(free.getLocalPort()));
            }
        }
        return Integer.parseInt(Files.readString(file).strip());
    }

    private static Process start(Path home, House house, int port, String secret) throws IOException {
        String heap = house == House.BANK ? "-Xmx128m" : "-Xmx48m";
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        String path = System.getProperty("java.class.path");
        boolean oneJar = path.endsWith(".jar") && !path.contains(java.io.File.pathSeparator);
        command.addAll(oneJar ? List.of("-jar", path) : List.of("-cp", path, "org.tongzhou.Tongzhou"));
        command.addAll(house.arguments());
        command.addAll(List.of(
                "--port",
                Integer.toString(port),
                "--state",
                home.resolve(house.word() + ".book").toString(),
                "--script",
                house.temper));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put(house.secretName(), secret);
        Process process = builder.redirectOutput(log(home, house).toFile()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return process;
    }

    private static Path log(Path home, House house) {
        return home.resolve(house.word() + ".log");
    }

    private static void await(Started started, Path home) throws IOException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!answers(started.port())) {
            if (!started.process().isAlive() || System.nanoTime() > deadline) {
                throw new IOException("the simulated " + started.house().word() + " did not start; see "
                        + log(home, started.house()));
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

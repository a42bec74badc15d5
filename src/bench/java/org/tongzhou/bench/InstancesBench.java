package org.tongzhou.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.tongzhou.Tongzhou;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.TestData;
import org.tongzhou.testing.TestGround;

/**
 * {@code ./bench instances}: two processes of the application on one PostgreSQL. Somebody signs in at the first; eight
 * connections ask both for a page of theirs; the first is killed. Nothing at the second may fail, before, then or after, a form
 * that the first had given must be taken by the second, and who signs out there is out.
 */
final class InstancesBench {
    private static final int CONNECTIONS = 8;
    private static final int SECONDS_EACH = 4;
    private static final String PAGE = "/account";
    private static final String READY = "Tongzhou is ready";

    private final DatabaseSettings settings;
    private final Path place = Path.of("target", "instances-" + System.currentTimeMillis());
    private final AtomicInteger good = new AtomicInteger();
    private final AtomicInteger bad = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();

    private InstancesBench(DatabaseSettings settings) {
        this.settings = settings;
    }

    static void run() throws Exception {
        try (ConfigurableApplicationContext house = new SpringApplicationBuilder(Tongzhou.class, TestGround.class)
                .profiles("test")
                .run("--server.port=0", "--tongzhou.jobs=false", "--tongzhou.database=given")) {
            new InstancesBench(house.getBean(DatabaseSettings.class)).kill(house);
        }
    }

    private void kill(ConfigurableApplicationContext house) throws Exception {
        Files.createDirectories(place);
        int[] ports = {freePort(), freePort()};
        List<Process> instances = new ArrayList<>();
        try {
            for (int i = 0; i < 2; i++) {
                instances.add(start(ports[i], place.resolve("instance-" + i + ".log")));
            }
            Browsing first = Browsing.as(house, Browsing.Who.staff(Role.AUDITOR, TestData.PROVINCE))
                    .at(ports[0]);
            Browsing second = first.at(ports[1]);
            String form = first.token(PAGE);
            underLoad(ports, first.cookie(), instances.get(0));
            require(second.get(PAGE).contains("logout"), "the second does not know who signed in");
            second.post("/logout", Map.of(), form);
            require(!signedIn(ports[1], first.cookie()), "signed out, and still in");
            Pairs.say(
                    "# at the second: %d answers, %d faults; at the first until it was killed and after: %d not answered",
                    good.get(), bad.get(), lost.get());
            require(bad.get() == 0 && good.get() > 0 && lost.get() > 0, "not sound");
            Pairs.say(
                    "# sound: the session went on at the other instance, with the form that the killed one had given");
        } finally {
            instances.forEach(Process::destroyForcibly);
        }
    }

    private void underLoad(int[] ports, String cookie, Process first) throws Exception {
        AtomicBoolean on = new AtomicBoolean(true);
        ExecutorService pool = Executors.newFixedThreadPool(CONNECTIONS);
        for (int i = 0; i < CONNECTIONS; i++) {
            boolean isSecond = i % 2 == 1;
            pool.submit(() -> ask(ports[isSecond ? 1 : 0], cookie, isSecond, on));
        }
        TimeUnit.SECONDS.sleep(SECONDS_EACH);
        first.destroyForcibly().waitFor();
        TimeUnit.SECONDS.sleep(SECONDS_EACH);
        on.set(false);
        pool.shutdown();
        require(pool.awaitTermination(1, TimeUnit.MINUTES), "the load does not end");
    }

    private void ask(int port, String cookie, boolean isSecond, AtomicBoolean on) {
        byte[] request = Wire.get(PAGE, cookie);
        Wire wire = new Wire(port);
        while (on.get()) {
            try {
                boolean answered = wire.send(request) == 200;
                (isSecond ? answered ? good : bad : answered ? new AtomicInteger() : lost).incrementAndGet();
            } catch (IOException gone) {
                (isSecond ? bad : lost).incrementAndGet();
                wire = new Wire(port);
            }
        }
    }

    private static boolean signedIn(int port, String cookie) throws IOException {
        try (Wire wire = new Wire(port)) {
            return wire.send(Wire.get(PAGE, cookie)) == 200;
        }
    }

    private Process start(int port, Path log) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                Tongzhou.class.getName(),
                "serve",
                "--server.port=" + port,
                "--tongzhou.jobs=false");
        builder.environment()
                .putAll(Map.of(
                        "TONGZHOU_HOME", place.resolve("data").toString(),
                        "TONGZHOU_KEYS", settings.keys().toString(),
                        "TONGZHOU_DB_URL", String.valueOf(settings.url()),
                        "TONGZHOU_DB_USER", settings.user(),
                        "TONGZHOU_DB_PASSWORD", settings.password()));
        Process process =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        while (!Files.readString(log).contains(READY)) {
            require(process.isAlive(), "did not start, see " + log);
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return process;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}

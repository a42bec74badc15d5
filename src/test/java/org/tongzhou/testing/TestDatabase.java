package org.tongzhou.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.util.FileSystemUtils;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.database.EmbeddedPostgres;

/** One embedded server for each process of a run of tests, and databases of its own for who asks. */
public final class TestDatabase {
    private static final Path PLACE = Path.of(
                    "target", "test-postgres-" + System.getProperty("tongzhou.tests.fork", "1"))
            .toAbsolutePath();

    /** As much as a whole run has ever needed, several times over. */
    private static final long ROOM = 6L << 30;

    /**
     * In memory where that has room: nothing here is to outlive the machine, and no commit waits for a disk. What is measured
     * stands on this ground too, and waits for it.
     */
    private static final Path SERVER_PLACE = inMemory().orElse(PLACE);

    private static final String PREFIX = "t_";
    private static final Path OVER = SERVER_PLACE.resolveSibling(SERVER_PLACE.getFileName() + "-over");
    private static final EmbeddedPostgres SERVER = start();

    private TestDatabase() {}

    public static EmbeddedPostgres server() {
        return SERVER;
    }

    /** Settings of a fresh, empty database on the shared server. */
    public static DatabaseSettings fresh() {
        String name = PREFIX + ProcessHandle.current().pid() + "_" + System.nanoTime();
        try (Connection connection = SERVER.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new DatabaseSettings(
                PLACE, PLACE.resolve("keys"), cache(), SERVER.urlOf(name), SERVER.user(), SERVER.password(), 16);
    }

    static Path cache() {
        return DatabaseSettings.fromEnvironment(System.getenv()).cache();
    }

    /** Of this checkout, so that what a killed run left is taken up by the next. */
    private static Optional<Path> inMemory() {
        Path memory = Path.of("/dev/shm");
        boolean roomy = Boolean.getBoolean("tongzhou.tests.in.memory")
                && Files.isWritable(memory)
                && memory.toFile().getUsableSpace() >= ROOM;
        return roomy
                ? Optional.of(memory.resolve("tongzhou-tests-" + Integer.toHexString(PLACE.hashCode())))
                : Optional.empty();
    }

    private static EmbeddedPostgres start() {
        try {
            FileSystemUtils.deleteRecursively(OVER);
            EmbeddedPostgres server = EmbeddedPostgres.start(DatabaseSettings.fromEnvironment(Map.of(
                    "TONGZHOU_HOME", SERVER_PLACE.toString(),
                    "TONGZHOU_KEYS", SERVER_PLACE.resolve("keys").toString(),
                    "TONGZHOU_CACHE", cache().toString())));
            dropLeftovers(server);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                server.close();
                if (!SERVER_PLACE.equals(PLACE)) {
                    clear();
                }
            }));
            return server;
        } catch (Exception e) {
            throw new IllegalStateException("no test database", e);
        }
    }

    /** By another name first: what is killed half-way must not be taken for a server by the next run. */
    private static void clear() {
        try {
            Files.move(SERVER_PLACE, OVER);
            FileSystemUtils.deleteRecursively(OVER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void dropLeftovers(EmbeddedPostgres server) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            List<String> old = new ArrayList<>();
            try (ResultSet rows =
                    statement.executeQuery("select datname from pg_database where datname like 't\\_%'")) {
                while (rows.next()) {
                    old.add(rows.getString(1));
                }
            }
            for (String name : old) {
                statement.execute("drop database if exists " + name + " with (force)");
            }
        }
    }
}

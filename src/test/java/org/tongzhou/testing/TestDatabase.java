package org.tongzhou.testing;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.database.EmbeddedPostgres;

/** One embedded server under {@code target} for a run of tests, and databases of its own for who asks. */
public final class TestDatabase {
    private static final Path PLACE = Path.of("target", "test-postgres").toAbsolutePath();
    private static final String PREFIX = "t_";
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

    private static EmbeddedPostgres start() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.start(DatabaseSettings.fromEnvironment(Map.of(
                    "TONGZHOU_HOME", PLACE.toString(),
                    "TONGZHOU_KEYS", PLACE.resolve("keys").toString(),
                    "TONGZHOU_CACHE", cache().toString())));
            dropLeftovers(server);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            return server;
        } catch (Exception e) {
            throw new IllegalStateException("no test database", e);
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

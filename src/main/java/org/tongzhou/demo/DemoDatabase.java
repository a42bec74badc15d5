package org.tongzhou.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.database.Databases;
import org.tongzhou.kernel.Refusal;

/**
 * Whether a database is the demonstration's, asked before anything else is opened: in a fund's own the simulated bank would answer
 * for benefits that people wait for, and the administrator would have another password.
 */
public final class DemoDatabase {
    private DemoDatabase() {}

    /**
     * Refuses {@code demo_elsewhere} where there are accounts or people, and {@code demo_with_keys} where there are keys that no
     * demonstration has used, unless the demonstration's clock has run there. {@code place} may refuse the database too.
     */
    public static void requireOwn(DatabaseSettings settings, Consumer<DataSource> place) {
        if (settings.isToBeMade()) {
            requireOwnKeys(settings.keys());
            return;
        }
        // There is no log yet: what goes wrong is thrown.
        LoggingSystem.get(DemoDatabase.class.getClassLoader()).beforeInitialize();
        try (Databases databases = Databases.open(settings)) {
            requireOwn(databases.source(), settings);
            place.accept(databases.source());
        }
    }

    static void requireOwn(DataSource source, DatabaseSettings settings) {
        JdbcClient jdbc = JdbcClient.create(source);
        if (holds(jdbc, "demo.clock")) {
            return;
        }
        if (holds(jdbc, "access.account") || holds(jdbc, "person.person")) {
            throw Refusal.conflict("demo_elsewhere", settings.place());
        }
        requireOwnKeys(settings.keys());
    }

    /** What is sealed for show with a fund's keys would look like the fund's. The neighbours' secrets come before the keys. */
    private static void requireOwnKeys(Path keys) {
        if (Files.exists(keys.resolve("tongzhou.keys")) && !DemoNeighbours.isKnownIn(keys)) {
            throw Refusal.conflict("demo_with_keys", keys.toString());
        }
    }

    /** Rows; the table need not be there yet. */
    private static boolean holds(JdbcClient jdbc, String table) {
        return jdbc.sql("select to_regclass(?) is not null")
                        .param(table)
                        .query(Boolean.class)
                        .single()
                && jdbc.sql("select exists (select from " + table + ")")
                        .query(Boolean.class)
                        .single();
    }
}

package org.tongzhou.demo;

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

    /** Refuses {@code demo_elsewhere} where there are accounts or people, and the demonstration's clock has never run. */
    public static void requireOwn(DatabaseSettings settings) {
        if (settings.isToBeMade()) {
            return;
        }
        // There is no log yet: what goes wrong is thrown.
        LoggingSystem.get(DemoDatabase.class.getClassLoader()).beforeInitialize();
        try (Databases databases = Databases.open(settings)) {
            requireOwn(databases.source(), settings.place());
        }
    }

    static void requireOwn(DataSource source, String place) {
        JdbcClient jdbc = JdbcClient.create(source);
        if ((holds(jdbc, "access.account") || holds(jdbc, "person.person")) && !holds(jdbc, "demo.clock")) {
            throw Refusal.conflict("demo_elsewhere", place);
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

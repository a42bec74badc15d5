package org.tongzhou.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.tongzhou.kernel.Refusal;

/** Refuses a database that could lose what it acknowledged, or that is too old for our SQL. Runs at every start. */
final class DurabilityCheck {
    private static final List<String> MUST_BE_ON = List.of("fsync", "synchronous_commit", "full_page_writes");
    private static final int OLDEST = 150_000;

    private DurabilityCheck() {}

    static void require(DataSource source) throws SQLException {
        List<String> faults = faults(source);
        if (!faults.isEmpty()) {
            throw Refusal.conflict("database_unsafe", String.join(", ", faults));
        }
    }

    static List<String> faults(DataSource source) throws SQLException {
        List<String> faults = new ArrayList<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String name : MUST_BE_ON) {
                String value = show(statement, name);
                boolean durable =
                        value.equals("on") || name.equals("synchronous_commit") && value.startsWith("remote_");
                if (!durable) {
                    faults.add(name + " = " + value);
                }
            }
            if (Integer.parseInt(show(statement, "server_version_num")) < OLDEST) {
                faults.add("server_version = " + show(statement, "server_version"));
            }
        }
        return faults;
    }

    private static String show(Statement statement, String name) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select current_setting('" + name + "')")) {
            rows.next();
            return rows.getString(1);
        }
    }
}

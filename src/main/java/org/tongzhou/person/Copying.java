package org.tongzhou.person;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;

/** Temporary tables of the running transaction, filled by COPY. */
@Component
class Copying {
    private static final int PIECE = 1 << 16;

    private final DataSource database;
    private final JdbcClient jdbc;

    Copying(DataSource database, JdbcClient jdbc) {
        this.database = database;
        this.jdbc = jdbc;
    }

    /** An empty table that is gone at commit; {@code columns} is SQL of our own. */
    void table(String name, String columns) {
        jdbc.sql("create temporary table if not exists " + name + " (" + columns + ") on commit drop")
                .update();
        jdbc.sql("truncate " + name).update();
    }

    /** Sends {@code count} csv lines. */
    void copy(String table, int count, IntFunction<String> line) {
        Connection connection = DataSourceUtils.getConnection(database);
        try {
            CopyIn copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy " + table + " from stdin (format csv, encoding 'UTF8')");
            try {
                send(copy, count, line);
                copy.endCopy();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("copy into " + table, e);
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
    }

    private static void send(CopyIn copy, int count, IntFunction<String> line) throws SQLException {
        StringBuilder piece = new StringBuilder(PIECE + 1024);
        for (int i = 0; i < count; i++) {
            piece.append(line.apply(i)).append('\n');
            if (piece.length() >= PIECE || i == count - 1) {
                byte[] bytes = piece.toString().getBytes(StandardCharsets.UTF_8);
                copy.writeToCopy(bytes, 0, bytes.length);
                piece.setLength(0);
            }
        }
    }

    static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}

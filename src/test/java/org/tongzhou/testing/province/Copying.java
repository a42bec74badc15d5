package org.tongzhou.testing.province;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** One COPY into one table on a connection of its own, past triggers and foreign keys: only for rows that are known to be right. */
final class Copying implements AutoCloseable {
    private static final int PIECE = 1 << 17;

    private final Connection connection;
    private final CopyIn copy;
    private final StringBuilder piece = new StringBuilder(PIECE + 4096);
    private long rows;

    Copying(DataSource database, String target) throws SQLException {
        connection = database.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
        }
        copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + target + " from stdin (format csv, encoding 'UTF8')");
    }

    /** Values in the order of the target's columns; bytes in hex, null is null. */
    void row(@Nullable Object... values) {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                piece.append(',');
            }
            put(values[i]);
        }
        piece.append('\n');
        rows++;
        if (piece.length() >= PIECE) {
            send();
        }
    }

    private void put(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            piece.append("\\x").append(HexFormat.of().formatHex(bytes));
        } else if (value instanceof String text) {
            piece.append('"').append(text).append('"');
        } else if (value != null) {
            piece.append(value);
        }
    }

    private void send() {
        try {
            byte[] bytes = piece.toString().getBytes(StandardCharsets.UTF_8);
            copy.writeToCopy(bytes, 0, bytes.length);
            piece.setLength(0);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    long rows() {
        return rows;
    }

    /** Ends the COPY; what was sent is there then. */
    @Override
    public void close() throws SQLException {
        try (connection) {
            send();
            copy.endCopy();
            try (Statement statement = connection.createStatement()) {
                statement.execute("set session_replication_role = origin");
            }
        }
    }
}

package org.tongzhou.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/**
 * Rows into a table by COPY in PostgreSQL's binary form, on the connection of the running transaction: two to three times
 * as fast as csv, and nothing to quote. Nothing is there before
 * {@link #end}; closing without it takes the rows back, and so does any failure.
 */
public final class BinaryCopy implements AutoCloseable {
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final int END = -1;
    private static final int PIECE = 1 << 17;
    private static final SQLExceptionTranslator ERRORS = new SQLErrorCodeSQLExceptionTranslator("PostgreSQL");

    private final DataSource database;
    private final Connection connection;
    private final String target;
    private final CopyIn copy;
    private final BinaryRows rows = new BinaryRows(PIECE + (1 << 14));

    private BinaryCopy(DataSource database, Connection connection, String target, CopyIn copy) {
        this.database = database;
        this.connection = connection;
        this.target = target;
        this.copy = copy;
    }

    /** {@code target} is table and columns, SQL of our own. */
    public static BinaryCopy into(DataSource database, String target) {
        Connection connection = DataSourceUtils.getConnection(database);
        try {
            CopyIn copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy " + target + " from stdin (format binary)");
            BinaryCopy started = new BinaryCopy(database, connection, target, copy);
            started.rows.add(HEADER);
            return started;
        } catch (SQLException e) {
            DataSourceUtils.releaseConnection(connection, database);
            throw translated(target, e);
        }
    }

    /** Begins a row of so many columns, whose values follow. */
    public BinaryRows row(int columns) {
        return room().row(columns);
    }

    /** A whole row that was made ahead. */
    public void add(byte[] row) {
        room().add(row);
    }

    private BinaryRows room() {
        if (rows.length() >= PIECE) {
            send();
        }
        return rows;
    }

    private void send() {
        try {
            copy.writeToCopy(rows.bytes(), 0, rows.length());
            rows.clear();
        } catch (SQLException e) {
            throw translated(target, e);
        }
    }

    /** Sends the rest; answers how many rows went in. */
    public long end() {
        rows.row(END);
        send();
        try {
            return copy.endCopy();
        } catch (SQLException e) {
            throw translated(target, e);
        }
    }

    @Override
    public void close() {
        try {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        } catch (SQLException e) {
            throw translated(target, e);
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
    }

    private static RuntimeException translated(String target, SQLException e) {
        RuntimeException known = ERRORS.translate("copy into " + target, null, e);
        return known == null ? new IllegalStateException("copy into " + target, e) : known;
    }
}

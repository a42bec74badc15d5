package org.tongzhou.enrolment;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;

/** Sends lines to a table by COPY inside the running transaction. */
@Component
class CoverCopy {
    private static final int PIECE = 1 << 16;

    private final DataSource database;

    CoverCopy(DataSource database) {
        this.database = database;
    }

    /** {@code target} is table and columns, SQL of our own; the lines are csv without quotes. */
    void copy(String target, Stream<String> lines) {
        Connection connection = DataSourceUtils.getConnection(database);
        try {
            CopyIn copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy " + target + " from stdin (format csv, encoding 'UTF8')");
            try {
                send(copy, lines);
                copy.endCopy();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("copy into " + target, e);
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
    }

    private static void send(CopyIn copy, Stream<String> lines) throws SQLException {
        StringBuilder piece = new StringBuilder(PIECE + 1024);
        for (String line : (Iterable<String>) lines::iterator) {
            piece.append(line).append('\n');
            if (piece.length() >= PIECE) {
                write(copy, piece);
            }
        }
        write(copy, piece);
    }

    private static void write(CopyIn copy, StringBuilder piece) throws SQLException {
        byte[] bytes = piece.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        piece.setLength(0);
    }
}

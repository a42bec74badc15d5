package org.tongzhou.database;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.springframework.jdbc.core.JdbcTemplate;

/** Rows of a question by COPY in PostgreSQL's binary form, handed on one by one: for millions, of which none is kept on the way. */
public final class BinaryScan {
    private static final int HEADER = 19;
    private static final short END = -1;

    private BinaryScan() {}

    /** Columns of a row, asked for in their order and none of them null. */
    public static final class Row {
        private final ByteBuffer bytes;

        private Row(ByteBuffer bytes) {
            this.bytes = bytes;
        }

        /** An {@code int}. */
        public int number() {
            column(Integer.BYTES);
            return bytes.getInt();
        }

        /** A {@code bigint}, or a {@code bytea} of eight bytes. */
        public long large() {
            column(Long.BYTES);
            return bytes.getLong();
        }

        public UUID uuid() {
            column(2 * Long.BYTES);
            return new UUID(bytes.getLong(), bytes.getLong());
        }

        public String text() {
            byte[] found = new byte[bytes.getInt()];
            bytes.get(found);
            return new String(found, StandardCharsets.UTF_8);
        }

        private void column(int length) {
            int found = bytes.getInt();
            if (found != length) {
                throw new IllegalStateException("a column of " + found + " bytes for " + length);
            }
        }
    }

    /** {@code question} is SQL of our own. What {@code rows} throws is thrown once the rest has been passed over. */
    public static void read(DataSource database, String question, Consumer<Row> rows) {
        new JdbcTemplate(database).execute((Connection connection) -> {
            CopyOut copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy (" + question + ") to stdout (format binary)");
            try {
                read(copy, rows);
            } finally {
                while (copy.isActive()) { // broken off it would leave the connection in disorder
                    copy.readFromCopy();
                }
            }
            return copy;
        });
    }

    private static void read(CopyOut copy, Consumer<Row> rows) throws SQLException {
        int header = HEADER; // comes with the first row
        for (byte[] piece = copy.readFromCopy(); piece != null; piece = copy.readFromCopy()) {
            ByteBuffer bytes = ByteBuffer.wrap(piece).position(header);
            header = 0;
            if (bytes.getShort() != END) {
                rows.accept(new Row(bytes));
            }
        }
    }
}

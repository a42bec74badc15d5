package org.tongzhou.database;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/**
 * Rows into a table by COPY in PostgreSQL's binary form, on the connection of the running transaction: two to three times
 * as fast as csv, and nothing to quote. Values come in the order of the columns and must be of exactly the column's type:
 * {@code int}, {@code bigint}, {@code text}, {@code bytea}, {@code date}, {@code timestamptz}, lists of them. Nothing is there before
 * {@link #end}; closing without it takes the rows back, and so does any failure.
 */
public final class BinaryCopy implements AutoCloseable {
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final int INT4 = 23;
    private static final int INT8 = 20;
    private static final int PIECE = 1 << 17;
    private static final LocalDate DAY_ZERO = LocalDate.of(2000, 1, 1);
    private static final long MICROS_ZERO = 946_684_800_000_000L;
    private static final SQLExceptionTranslator ERRORS = new SQLErrorCodeSQLExceptionTranslator("PostgreSQL");

    private final DataSource database;
    private final Connection connection;
    private final String target;
    private final CopyIn copy;
    private byte[] piece = new byte[PIECE + (1 << 14)];
    private int length;

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
            started.append(HEADER);
            return started;
        } catch (SQLException e) {
            DataSourceUtils.releaseConnection(connection, database);
            throw translated(target, e);
        }
    }

    /** Begins a row of so many columns. */
    public BinaryCopy row(int columns) {
        if (length >= PIECE) {
            send();
        }
        room(2).putShort((short) columns);
        length += 2;
        return this;
    }

    public BinaryCopy put(boolean value) {
        return put(new byte[] {(byte) (value ? 1 : 0)});
    }

    public BinaryCopy put(int value) {
        room(8).putInt(4).putInt(value);
        length += 8;
        return this;
    }

    public BinaryCopy put(long value) {
        room(12).putInt(8).putLong(value);
        length += 12;
        return this;
    }

    public BinaryCopy put(@Nullable String value) {
        return value == null ? none() : put(value.getBytes(StandardCharsets.UTF_8));
    }

    public BinaryCopy put(byte @Nullable [] value) {
        if (value == null) {
            return none();
        }
        room(4 + value.length).putInt(value.length).put(value);
        length += 4 + value.length;
        return this;
    }

    public BinaryCopy put(@Nullable LocalDate value) {
        return value == null ? none() : put((int) ChronoUnit.DAYS.between(DAY_ZERO, value));
    }

    /** Cut to microseconds, which is what the database keeps. */
    public BinaryCopy put(Instant value) {
        long micros = Math.addExact(Math.multiplyExact(value.getEpochSecond(), 1_000_000L), value.getNano() / 1_000);
        return put(micros - MICROS_ZERO);
    }

    /** An {@code int[]}, a number of each. */
    public <T> BinaryCopy putInts(List<T> each, ToIntFunction<T> value) {
        return array(INT4, each, one -> put(value.applyAsInt(one)));
    }

    /** A {@code bigint[]}, a number of each. */
    public <T> BinaryCopy putLongs(List<T> each, ToLongFunction<T> value) {
        return array(INT8, each, one -> put(value.applyAsLong(one)));
    }

    /** Length of all, one dimension, whether there are nulls (nobody minds), type, how many, from 1; then what it holds. */
    private <T> BinaryCopy array(int type, List<T> each, Consumer<T> put) {
        int start = length;
        room(24).putInt(0).putInt(1).putInt(0).putInt(type).putInt(each.size()).putInt(1);
        length += 24;
        each.forEach(put);
        ByteBuffer.wrap(piece).putInt(start, length - start - 4);
        return this;
    }

    /** A {@code bigint} that may be missing. */
    public BinaryCopy putOr(@Nullable Long value) {
        return value == null ? none() : put(value.longValue());
    }

    private BinaryCopy none() {
        room(4).putInt(-1);
        length += 4;
        return this;
    }

    private ByteBuffer room(int bytes) {
        if (piece.length - length < bytes) {
            piece = Arrays.copyOf(piece, Math.max(piece.length * 2, length + bytes));
        }
        return ByteBuffer.wrap(piece, length, bytes);
    }

    private void append(byte[] bytes) {
        room(bytes.length).put(bytes);
        length += bytes.length;
    }

    private void send() {
        try {
            copy.writeToCopy(piece, 0, length);
            length = 0;
        } catch (SQLException e) {
            throw translated(target, e);
        }
    }

    /** Sends the rest; answers how many rows went in. */
    public long end() {
        room(2).putShort((short) -1);
        length += 2;
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

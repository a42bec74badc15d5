package org.tongzhou.database;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Rows in PostgreSQL's binary form, one after the other. Values come in the order of the columns and must be of exactly the
 * column's type: {@code boolean}, {@code int}, {@code bigint}, {@code text}, {@code bytea}, {@code uuid}, {@code date}, {@code
 * timestamptz}, lists of numbers.
 */
public final class BinaryRows {
    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int INT4 = 23;
    private static final int INT8 = 20;
    private static final LocalDate DAY_ZERO = LocalDate.of(2000, 1, 1);
    private static final long MICROS_ZERO = 946_684_800_000_000L;

    private byte[] bytes;
    private int length;

    /** Grows as it has to. */
    public BinaryRows(int room) {
        bytes = new byte[room];
    }

    int length() {
        return length;
    }

    byte[] bytes() {
        return bytes;
    }

    void clear() {
        length = 0;
    }

    /** What has been put in so far, which is no longer here then. */
    public byte[] take() {
        byte[] taken = Arrays.copyOf(bytes, length);
        length = 0;
        return taken;
    }

    /** Begins a row of so many columns; -1 is the end of all rows. */
    public BinaryRows row(int columns) {
        int at = room(Short.BYTES); // before the bytes, which may be others then
        SHORTS.set(bytes, at, (short) columns);
        return this;
    }

    BinaryRows add(byte[] raw) {
        int at = room(raw.length);
        System.arraycopy(raw, 0, bytes, at, raw.length);
        return this;
    }

    public BinaryRows put(boolean value) {
        int at = sized(1);
        bytes[at] = (byte) (value ? 1 : 0);
        return this;
    }

    public BinaryRows put(int value) {
        int at = sized(Integer.BYTES);
        INTS.set(bytes, at, value);
        return this;
    }

    public BinaryRows put(long value) {
        int at = sized(Long.BYTES);
        LONGS.set(bytes, at, value);
        return this;
    }

    public BinaryRows put(UUID value) {
        int at = sized(2 * Long.BYTES);
        LONGS.set(bytes, at, value.getMostSignificantBits());
        LONGS.set(bytes, at + Long.BYTES, value.getLeastSignificantBits());
        return this;
    }

    public BinaryRows put(@Nullable String value) {
        return value == null ? none() : put(value.getBytes(StandardCharsets.UTF_8));
    }

    public BinaryRows put(byte @Nullable [] value) {
        if (value == null) {
            return none();
        }
        int at = sized(value.length);
        System.arraycopy(value, 0, bytes, at, value.length);
        return this;
    }

    public BinaryRows put(@Nullable LocalDate value) {
        return value == null ? none() : put((int) ChronoUnit.DAYS.between(DAY_ZERO, value));
    }

    /** Cut to microseconds, which is what the database keeps. */
    public BinaryRows put(Instant value) {
        long micros = Math.addExact(Math.multiplyExact(value.getEpochSecond(), 1_000_000L), value.getNano() / 1_000);
        return put(micros - MICROS_ZERO);
    }

    /** An {@code int[]}, a number of each. */
    public <T> BinaryRows putInts(List<T> each, ToIntFunction<T> value) {
        return array(INT4, each, one -> put(value.applyAsInt(one)));
    }

    /** A {@code bigint[]}, a number of each. */
    public <T> BinaryRows putLongs(List<T> each, ToLongFunction<T> value) {
        return array(INT8, each, one -> put(value.applyAsLong(one)));
    }

    /** A {@code bigint} that may be missing. */
    public BinaryRows putOr(@Nullable Long value) {
        return value == null ? none() : put(value.longValue());
    }

    /** Length of all, one dimension, whether there are nulls (nobody minds), type, how many, from 1; then what it holds. */
    private <T> BinaryRows array(int type, List<T> each, Consumer<T> put) {
        int start = room(Integer.BYTES);
        for (int head : new int[] {1, 0, type, each.size(), 1}) {
            int at = room(Integer.BYTES);
            INTS.set(bytes, at, head);
        }
        each.forEach(put);
        INTS.set(bytes, start, length - start - Integer.BYTES);
        return this;
    }

    private BinaryRows none() {
        int at = room(Integer.BYTES);
        INTS.set(bytes, at, -1);
        return this;
    }

    /** Where a value of so many bytes goes, after their number. */
    private int sized(int size) {
        int at = room(Integer.BYTES + size);
        INTS.set(bytes, at, size);
        return at + Integer.BYTES;
    }

    private int room(int size) {
        int at = length;
        if (bytes.length - at < size) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, at + size));
        }
        length = at + size;
        return at;
    }
}

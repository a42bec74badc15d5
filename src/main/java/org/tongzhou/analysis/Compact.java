package org.tongzhou.analysis;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** One struct in Thrift's compact protocol, in which Parquet states its pages and its footer; fields go in by rising number. */
final class Compact {
    private static final int INT = 5;
    private static final int LONG = 6;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int STRUCT = 12;
    private static final int SHORT_LIST = 15;

    private final ByteArrayOutputStream out;
    private int last;

    private Compact(ByteArrayOutputStream out) {
        this.out = out;
    }

    static byte[] bytes(Consumer<Compact> fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out, fields);
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, Consumer<Compact> fields) {
        fields.accept(new Compact(out));
        out.write(0);
    }

    Compact number(int field, int value) {
        head(field, INT);
        varint((long) value << 1 ^ value >> 31);
        return this;
    }

    Compact number(int field, long value) {
        head(field, LONG);
        varint(value << 1 ^ value >> 63);
        return this;
    }

    Compact text(int field, String value) {
        head(field, BINARY);
        text(value);
        return this;
    }

    Compact struct(int field, Consumer<Compact> fields) {
        head(field, STRUCT);
        write(out, fields);
        return this;
    }

    Compact numbers(int field, List<Integer> values) {
        list(field, INT, values.size());
        values.forEach(value -> varint((long) value << 1 ^ value >> 31));
        return this;
    }

    Compact texts(int field, List<String> values) {
        list(field, BINARY, values.size());
        values.forEach(this::text);
        return this;
    }

    <T> Compact structs(int field, List<T> items, BiConsumer<T, Compact> fields) {
        list(field, STRUCT, items.size());
        items.forEach(item -> write(out, struct -> fields.accept(item, struct)));
        return this;
    }

    private void list(int field, int type, int size) {
        head(field, LIST);
        if (size < SHORT_LIST) {
            out.write(size << 4 | type);
        } else {
            out.write(0xF0 | type);
            varint(size);
        }
    }

    private void head(int field, int type) {
        out.write(field - last << 4 | type);
        last = field;
    }

    private void text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        varint(bytes.length);
        out.writeBytes(bytes);
    }

    private void varint(long value) {
        varint(out, value);
    }

    /** Seven bits a byte, the low ones first. */
    static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}

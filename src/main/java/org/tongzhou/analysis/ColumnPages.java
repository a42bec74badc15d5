package org.tongzhou.analysis;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The cells of one column in one row group, and the pages that they become: texts by a dictionary, numbers and days as they
 * are, both compressed.
 */
final class ColumnPages {
    private static final int DATA_PAGE = 0;
    private static final int DICTIONARY_PAGE = 2;
    static final int PLAIN = 0;
    static final int RLE = 3;
    static final int BY_DICTIONARY = 8;

    private final Column column;
    private final BitSet present = new BitSet();
    private final Map<String, Integer> dictionary = new LinkedHashMap<>();
    private long[] values = new long[1024];
    private int count;
    private int rows;

    ColumnPages(Column column) {
        this.column = column;
    }

    void add(@Nullable Object cell) {
        if (cell != null) {
            present.set(rows);
            if (count == values.length) {
                values = java.util.Arrays.copyOf(values, 2 * count);
            }
            values[count++] = number(cell);
        }
        rows++;
    }

    private long number(Object cell) {
        return switch (column.kind()) {
            case NUMBER -> (Long) cell;
            case DAY -> ((LocalDate) cell).toEpochDay();
            case TEXT -> dictionary.computeIfAbsent((String) cell, text -> dictionary.size());
        };
    }

    /** The chunk as it lies in the file; its length without compression, and how much of it is its dictionary. */
    record Chunk(byte[] bytes, long uncompressed, int dictionaryLength) {}

    Chunk chunk() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long uncompressed = 0;
        int dictionaryLength = 0;
        if (column.kind() == Column.Kind.TEXT) {
            uncompressed += page(
                    out,
                    dictionaryBytes(),
                    (header, length) -> header.number(1, DICTIONARY_PAGE)
                            .number(2, length[0])
                            .number(3, length[1])
                            .struct(7, it -> it.number(1, dictionary.size()).number(2, PLAIN)));
            dictionaryLength = out.size();
        }
        uncompressed += page(
                out,
                data(),
                (header, length) -> header.number(1, DATA_PAGE)
                        .number(2, length[0])
                        .number(3, length[1])
                        .struct(
                                5,
                                it -> it.number(1, rows)
                                        .number(2, column.kind() == Column.Kind.TEXT ? BY_DICTIONARY : PLAIN)
                                        .number(3, RLE)
                                        .number(4, RLE)));
        return new Chunk(out.toByteArray(), uncompressed, dictionaryLength);
    }

    private interface Header {
        void write(Compact header, int[] lengths);
    }

    /** Answers the length with the header and without compression. */
    private static long page(ByteArrayOutputStream out, byte[] content, Header header) {
        byte[] packed = packed(content);
        byte[] head = Compact.bytes(it -> header.write(it, new int[] {content.length, packed.length}));
        out.writeBytes(head);
        out.writeBytes(packed);
        return (long) head.length + content.length;
    }

    private static byte[] packed(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out, 8192) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        }) {
            gzip.write(content);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return out.toByteArray();
    }

    private byte[] dictionaryBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String text : dictionary.keySet()) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeBytes(little(4).putInt(bytes.length).array());
            out.writeBytes(bytes);
        }
        return out.toByteArray();
    }

    /** Which rows hold a value, then the values. */
    private byte[] data() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long[] held = new long[rows];
        present.stream().forEach(row -> held[row] = 1);
        byte[] levels = packedBits(held, rows, 1);
        out.writeBytes(little(4).putInt(levels.length).array());
        out.writeBytes(levels);
        if (column.kind() == Column.Kind.TEXT) {
            int width = Math.max(1, 32 - Integer.numberOfLeadingZeros(Math.max(0, dictionary.size() - 1)));
            out.write(width);
            out.writeBytes(packedBits(values, count, width));
        } else {
            out.writeBytes(plain());
        }
        return out.toByteArray();
    }

    private byte[] plain() {
        boolean day = column.kind() == Column.Kind.DAY;
        ByteBuffer bytes = little(count * (day ? Integer.BYTES : Long.BYTES));
        for (int i = 0; i < count; i++) {
            if (day) {
                bytes.putInt((int) values[i]);
            } else {
                bytes.putLong(values[i]);
            }
        }
        return bytes.array();
    }

    /** One run of groups of eight numbers, each number in {@code width} bits, low bits first. */
    private static byte[] packedBits(long[] numbers, int count, int width) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int groups = (count + 7) / 8;
        Compact.varint(out, (long) groups << 1 | 1);
        long bits = 0;
        int held = 0;
        for (int i = 0; i < groups * 8; i++) {
            bits |= (i < count ? numbers[i] : 0) << held;
            held += width;
            while (held >= 8) {
                out.write((int) bits);
                bits >>>= 8;
                held -= 8;
            }
        }
        return out.toByteArray();
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}

package org.tongzhou.analysis;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes one table as a Parquet file, row after row; what is held is one group of rows, 100,000 at most. The subset that is
 * written (flat, optional columns, version 1 pages, GZIP) is what every reader of the format takes. The same rows give the same
 * bytes.
 */
final class ParquetFile implements Closeable {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int GZIP = 2;
    private static final int OPTIONAL = 1;
    private static final int CONVERTED_TEXT = 0;
    private static final int CONVERTED_DAY = 6;
    private static final int LOGICAL_TEXT = 1;
    private static final int LOGICAL_DAY = 6;

    private final OutputStream out;
    private final List<Column> columns;
    private final int groupSize;
    private final List<Group> groups = new ArrayList<>();
    private List<ColumnPages> pages = List.of();
    private long place = MAGIC.length;
    private long rows;
    private int inGroup;

    private record Group(List<Placed> chunks, long rows) {}

    /** Where a chunk lies, its bytes as they are read and as they lie there, and those of its dictionary. */
    private record Placed(Column column, long at, long open, long packed, long dictionary) {}

    private ParquetFile(OutputStream out, List<Column> columns, int groupSize) {
        this.out = out;
        this.columns = List.copyOf(columns);
        this.groupSize = groupSize;
        begin();
    }

    static ParquetFile create(Path file, List<Column> columns) throws IOException {
        return create(file, columns, 100_000);
    }

    /** Refuses a file that is there already. */
    static ParquetFile create(Path file, List<Column> columns, int groupSize) throws IOException {
        OutputStream out = new BufferedOutputStream(
                Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), 1 << 16);
        out.write(MAGIC);
        return new ParquetFile(out, columns, groupSize);
    }

    private void begin() {
        pages = columns.stream().map(ColumnPages::new).toList();
        inGroup = 0;
    }

    /** One row, a cell for each column in their order; null where there is nothing. */
    void row(@Nullable Object... cells) throws IOException {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        for (int i = 0; i < cells.length; i++) {
            pages.get(i).add(cells[i]);
        }
        rows++;
        if (++inGroup == groupSize) {
            flush();
        }
    }

    long rows() {
        return rows;
    }

    private void flush() throws IOException {
        List<Placed> chunks = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            ColumnPages.Chunk chunk = pages.get(i).chunk();
            long packed = chunk.bytes().length;
            chunks.add(new Placed(columns.get(i), place, chunk.uncompressed(), packed, chunk.dictionaryLength()));
            out.write(chunk.bytes());
            place += packed;
        }
        groups.add(new Group(chunks, inGroup));
        begin();
    }

    @Override
    public void close() throws IOException {
        try (out) {
            if (inGroup > 0) {
                flush();
            }
            byte[] footer = Compact.bytes(this::footer);
            out.write(footer);
            out.write(ByteBuffer.allocate(Integer.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(footer.length)
                    .array());
            out.write(MAGIC);
        }
    }

    private void footer(Compact footer) {
        List<Column> schema = new ArrayList<>(columns);
        schema.add(0, Column.text("schema"));
        footer.number(1, 1)
                .structs(2, schema, (column, it) -> element(column, it, column == schema.get(0)))
                .number(3, rows)
                .structs(4, groups, ParquetFile::group)
                .text(6, "tongzhou");
    }

    private void element(Column column, Compact it, boolean root) {
        if (root) {
            it.text(4, column.name()).number(5, columns.size());
            return;
        }
        it.number(1, column.kind().physical).number(3, OPTIONAL).text(4, column.name());
        switch (column.kind()) {
            case TEXT -> it.number(6, CONVERTED_TEXT).struct(10, kind -> kind.struct(LOGICAL_TEXT, none -> {}));
            case DAY -> it.number(6, CONVERTED_DAY).struct(10, kind -> kind.struct(LOGICAL_DAY, none -> {}));
            case NUMBER -> {
                // an INT64 says enough
            }
        }
    }

    private static void group(Group group, Compact it) {
        long bytes = group.chunks().stream().mapToLong(Placed::open).sum();
        it.structs(
                        1,
                        group.chunks(),
                        (placed, chunk) ->
                                chunk.number(2, placed.at()).struct(3, meta -> meta(placed, group.rows(), meta)))
                .number(2, bytes)
                .number(3, group.rows());
    }

    private static void meta(Placed placed, long rows, Compact meta) {
        boolean text = placed.column().kind() == Column.Kind.TEXT;
        meta.number(1, placed.column().kind().physical)
                .numbers(
                        2,
                        text
                                ? List.of(ColumnPages.PLAIN, ColumnPages.RLE, ColumnPages.BY_DICTIONARY)
                                : List.of(ColumnPages.PLAIN, ColumnPages.RLE))
                .texts(3, List.of(placed.column().name()))
                .number(4, GZIP)
                .number(5, rows)
                .number(6, placed.open())
                .number(7, placed.packed())
                .number(9, placed.at() + placed.dictionary());
        if (text) {
            meta.number(11, placed.at());
        }
    }
}

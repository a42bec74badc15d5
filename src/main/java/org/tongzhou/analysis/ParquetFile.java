package org.tongzhou.analysis;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** Writes one table as a Parquet file, row after row; what is held is one group of rows, 100,000 and 16 MB at most. */
final class ParquetFile implements Closeable {
    private static final int GROUP_ROWS = 100_000;
    private static final long GROUP_BYTES = 16L << 20;

    private final List<Column> columns;
    private final MessageType schema;
    private final ParquetWriter<Group> writer;
    private long rows;

    private ParquetFile(List<Column> columns, MessageType schema, ParquetWriter<Group> writer) {
        this.columns = List.copyOf(columns);
        this.schema = schema;
        this.writer = writer;
    }

    static ParquetFile create(Path file, List<Column> columns) throws IOException {
        return create(file, columns, GROUP_ROWS);
    }

    /** Refuses a file that is there already. */
    static ParquetFile create(Path file, List<Column> columns, int groupRows) throws IOException {
        MessageType schema = Types.buildMessage()
                .addFields(columns.stream().map(Column::type).toArray(Type[]::new))
                .named("rows");
        ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withType(schema)
                .withCompressionCodec(CompressionCodecName.LZ4_RAW)
                .withRowGroupSize(GROUP_BYTES)
                .withRowGroupRowCountLimit(groupRows)
                .build();
        return new ParquetFile(columns, schema, writer);
    }

    /** One row, a cell for each column in their order; null where there is nothing. */
    void row(@Nullable Object... cells) throws IOException {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        Group row = new SimpleGroup(schema);
        for (int i = 0; i < cells.length; i++) {
            Object cell = cells[i];
            if (cell != null) {
                add(row, columns.get(i), cell);
            }
        }
        writer.write(row);
        rows++;
    }

    private static void add(Group row, Column column, Object cell) {
        switch (column.kind()) {
            case NUMBER -> row.append(column.name(), (long) cell);
            case DAY -> row.append(column.name(), Math.toIntExact(((LocalDate) cell).toEpochDay()));
            case TEXT -> row.append(column.name(), (String) cell);
        }
    }

    long rows() {
        return rows;
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}

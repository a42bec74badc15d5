package org.tongzhou.enrolment;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A whole roster as it stood in the file, and its compact form between the reading process, this one and the sealed draft. */
record RosterSheet(RosterFile.Format format, List<String> titles, List<RosterRow> rows) {
    /** Bytes between the numbers and the packing, which would otherwise be called for each byte of a number. */
    private static final int AT_ONCE = 1 << 16;

    private static final List<Cell.Kind> KINDS = List.of(Cell.Kind.values());

    RosterSheet {
        titles = List.copyOf(titles);
        rows = List.copyOf(rows);
    }

    /** Reads a file in this process; a file from outside is read by {@link RosterReading} in another. */
    static RosterSheet read(Path file) {
        List<String> titles = new ArrayList<>();
        List<RosterRow> rows = new ArrayList<>();
        RosterFile.Format format = RosterFile.read(file, new RosterFile.Sink() {
            @Override
            public void header(RosterHeader header) {
                titles.addAll(header.titles());
            }

            @Override
            public void row(RosterRow row) {
                rows.add(row);
            }
        });
        return new RosterSheet(format, titles, rows);
    }

    RosterHeader header() {
        return RosterHeader.of(titles);
    }

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(new GZIPOutputStream(bytes), AT_ONCE))) {
            out.writeByte(format.ordinal());
            out.writeInt(titles.size());
            for (String title : titles) {
                write(out, title);
            }
            out.writeInt(rows.size());
            for (RosterRow row : rows) {
                write(out, row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Unpacked whole before it is read: a number taken byte by byte from the packing costs more than what is done with it. */
    static RosterSheet fromBytes(byte[] bytes) {
        try (GZIPInputStream packed = new GZIPInputStream(new ByteArrayInputStream(bytes), AT_ONCE)) {
            ByteBuffer in = ByteBuffer.wrap(packed.readAllBytes());
            RosterFile.Format format = RosterFile.Format.values()[in.get()];
            List<String> titles = new ArrayList<>();
            for (int left = in.getInt(); left > 0; left--) {
                titles.add(text(in));
            }
            List<RosterRow> rows = new ArrayList<>();
            for (int left = in.getInt(); left > 0; left--) {
                rows.add(row(in));
            }
            return new RosterSheet(format, titles, rows);
        } catch (IOException | BufferUnderflowException e) {
            throw new UncheckedIOException(new IOException("a packed roster that does not end where it should", e));
        }
    }

    private static void write(DataOutputStream out, RosterRow row) throws IOException {
        out.writeInt(row.number());
        out.writeBoolean(row.hidden());
        out.writeShort(row.cells().size());
        for (Cell cell : row.cells()) {
            out.writeByte(cell.kind().ordinal());
            if (!cell.isBlank()) {
                write(out, cell.text());
            }
        }
    }

    private static RosterRow row(ByteBuffer in) throws IOException {
        int number = in.getInt();
        boolean hidden = in.get() != 0;
        List<Cell> cells = new ArrayList<>();
        for (int left = in.getShort(); left > 0; left--) {
            Cell.Kind kind = KINDS.get(in.get());
            cells.add(kind == Cell.Kind.BLANK ? Cell.BLANK : new Cell(kind, text(in)));
        }
        return new RosterRow(number, hidden, cells);
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(ByteBuffer in) throws IOException {
        int length = in.getInt();
        if (length < 0 || length > 4 * SheetReader.LONGEST_CELL || length > in.remaining()) {
            throw new IOException("a text of " + length + " bytes");
        }
        int at = in.position();
        in.position(at + length);
        return new String(in.array(), at, length, StandardCharsets.UTF_8);
    }
}

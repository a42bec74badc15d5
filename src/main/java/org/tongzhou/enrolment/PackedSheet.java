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
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The compact form of a roster between the reading process, this one and the sealed draft. */
final class PackedSheet {
    /** Bytes between the numbers and the packing, which would otherwise be called for each byte of a number. */
    private static final int AT_ONCE = 1 << 16;

    private static final List<Cell.Kind> KINDS = List.of(Cell.Kind.values());

    private PackedSheet() {}

    static byte[] of(RosterSheet sheet) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(new GZIPOutputStream(bytes), AT_ONCE))) {
            out.writeByte(sheet.format().ordinal());
            out.writeInt(sheet.titles().size());
            for (String title : sheet.titles()) {
                write(out, title);
            }
            out.writeInt(sheet.rows().size());
            for (RosterRow row : sheet.rows()) {
                write(out, row);
            }
            write(out, sheet.merges());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Unpacked whole before it is read: a number taken byte by byte from the packing costs more than what is done with it. */
    static RosterSheet open(byte[] bytes) {
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
            return new RosterSheet(format, titles, rows, merges(in));
        } catch (IOException | BufferUnderflowException e) {
            throw new UncheckedIOException(new IOException("a packed roster that does not end where it should", e));
        }
    }

    private static void write(DataOutputStream out, List<Merge> merges) throws IOException {
        out.writeInt(merges.size());
        for (Merge merge : merges) {
            out.writeInt(merge.firstRow());
            out.writeInt(merge.lastRow());
            out.writeInt(merge.firstColumn());
            out.writeInt(merge.lastColumn());
        }
    }

    /** Drafts that were kept before end with their rows. */
    private static List<Merge> merges(ByteBuffer in) {
        List<Merge> merges = new ArrayList<>();
        for (int left = in.hasRemaining() ? in.getInt() : 0; left > 0; left--) {
            merges.add(new Merge(in.getInt(), in.getInt(), in.getInt(), in.getInt()));
        }
        return merges;
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

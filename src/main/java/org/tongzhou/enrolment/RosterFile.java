package org.tongzhou.enrolment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.tongzhou.kernel.Refusal;

/**
 * Reads a roster as a unit brings it: xlsx by Excel, WPS or LibreOffice, or csv in UTF-8 or GB18030. What the file is
 * follows from its content, never from its name. A file that cannot be read, or that is built to exhaust the reader, is
 * refused as a whole with a code {@code roster_file_…}; lines pass through one at a time.
 */
public final class RosterFile {
    /** People in one roster; ten times the largest unit, a bound on memory and on one transaction. */
    public static final int MOST_PEOPLE = 200_000;

    /** Bytes of a file: 200,000 people take about 40 MB as xlsx. */
    public static final long MOST_BYTES = 64L << 20;

    private static final int HEAD = 4096;
    private static final byte[] OLE2 = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
    private static final byte[] ENCRYPTED = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);

    private RosterFile() {}

    /**
     * What is looked for in one file, and how much of it is read before it is refused: lines, bytes, bytes of a part after
     * unpacking, characters of all cells, shared texts counted at each use.
     */
    record Ceiling(Heading heading, int people, long bytes, long unpacked, long characters) {
        /** One unit's roster: three times the unpacked bytes that 200,000 people take in the wordiest writing seen, twice the characters. */
        static final Ceiling UNIT = new Ceiling(Heading.PEOPLE, MOST_PEOPLE, MOST_BYTES, 400L << 20, 50L << 20);

        /** A list of units; a province has 12,000. */
        static final Ceiling UNITS = new Ceiling(Heading.UNITS, 50_000, 8L << 20, 100L << 20, 20L << 20);

        /** A province's file, read a chunk at a time: 25 million people. */
        static final Ceiling PROVINCE = new Ceiling(Heading.PEOPLE, 25_000_000, 8L << 30, 8L << 30, 8L << 30);
    }

    /** What the lines go to, in order: the header once, then each person's row. */
    public interface Sink {
        void header(RosterHeader header);

        void row(RosterRow row);

        /** Told after the rows, where the file tells it. */
        default void merged(Merge merge) {}
    }

    /** The two shapes that are read. */
    public enum Format {
        XLSX,
        CSV
    }

    /** Reads to the end or throws a {@link Refusal}; what the sink has seen before a refusal is worth nothing. */
    public static Format read(Path file, Sink sink) {
        return read(file, Ceiling.UNIT, sink);
    }

    static Format read(Path file, Ceiling ceiling, Sink sink) {
        try {
            return readChecked(file, ceiling, sink);
        } catch (CharacterCodingException e) {
            throw Refusal.invalid("roster_file_encoding");
        } catch (IOException e) {
            throw Refusal.invalid("roster_file_damaged");
        }
    }

    private static Format readChecked(Path file, Ceiling ceiling, Sink sink) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw Refusal.invalid("roster_file_absent");
        }
        if (Files.size(file) > ceiling.bytes()) {
            throw Refusal.invalid("roster_file_too_large", ceiling.bytes() >> 20);
        }
        byte[] head = head(file);
        if (isZip(head)) {
            WorkbookFile.read(file, ceiling, sink);
            return Format.XLSX;
        }
        refuseOtherKinds(file, head);
        CsvLines.read(file, ceiling, sink);
        return Format.CSV;
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD);
        }
    }

    private static boolean isZip(byte[] head) {
        return startsWith(head, new byte[] {'P', 'K', 3, 4}) || startsWith(head, new byte[] {'P', 'K', 5, 6});
    }

    private static void refuseOtherKinds(Path file, byte[] head) throws IOException {
        if (head.length == 0) {
            throw Refusal.invalid("roster_file_empty");
        }
        if (startsWith(head, OLE2)) {
            boolean encrypted = indexOf(Files.readAllBytes(file), ENCRYPTED) >= 0;
            throw Refusal.invalid(encrypted ? "roster_file_encrypted" : "roster_file_old_excel");
        }
        String start = new String(head, StandardCharsets.UTF_8)
                .replace("\uFEFF", "")
                .stripLeading()
                .toLowerCase(Locale.ROOT);
        if (start.startsWith("<")) {
            throw Refusal.invalid("roster_file_web_page");
        }
        if (start.startsWith("%pdf") || (indexOf(head, new byte[] {0}) >= 0 && !isUtf16(head))) {
            throw Refusal.invalid("roster_file_not_a_table");
        }
    }

    static boolean isUtf16(byte[] head) {
        return startsWith(head, new byte[] {(byte) 0xFF, (byte) 0xFE})
                || startsWith(head, new byte[] {(byte) 0xFE, (byte) 0xFF});
    }

    static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        for (int at = 0; at <= bytes.length - wanted.length; at++) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }
}

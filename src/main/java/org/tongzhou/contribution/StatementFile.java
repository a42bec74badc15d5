package org.tongzhou.contribution;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.tongzhou.kernel.Sha256;
import org.tongzhou.kernel.Spreadsheet;

/**
 * A file of the bank as read: all lines or all faults, never some of both taken. Reads csv (UTF-8 or GB18030) and
 * ISO 20022 camt.053 and camt.054, told apart by content. Pure: the same bytes, day and account give
 * the same reading.
 */
public final class StatementFile {
    /** 5 MB: two months of a province's busiest account; a longer period is uploaded in parts. */
    public static final int MAX_BYTES = 5 * 1024 * 1024;
    /** Lines of one file, booked in one transaction. */
    public static final int MAX_LINES = 50_000;
    /** After so many faults the file is not worth reading on. */
    static final int MAX_FAULTS = 200;

    enum Format {
        CSV,
        CAMT_053,
        CAMT_054
    }

    private final String name;
    private final Format format;
    private final byte[] hash;
    private final byte[] bytes;
    private final List<BankLine> lines;
    private final List<LineFault> faults;

    StatementFile(String name, Format format, byte[] bytes, List<BankLine> lines, List<LineFault> faults) {
        this.name = name;
        this.format = format;
        this.hash = Sha256.of(bytes);
        this.bytes = bytes;
        this.lines = faults.isEmpty() ? List.copyOf(lines) : List.of();
        this.faults = List.copyOf(faults);
    }

    /** {@code today} bounds the dates: a bank does not book tomorrow; a file that names another account than ours is refused. */
    record Expected(LocalDate today, String account) {}

    static StatementFile read(String name, byte[] bytes, Expected expected) {
        if (bytes.length == 0) {
            return refused(name, bytes, LineFault.of(0, "empty"));
        }
        if (bytes.length > MAX_BYTES) {
            return refused(name, bytes, LineFault.of(0, "too_large", MAX_BYTES / 1024 / 1024));
        }
        if (Spreadsheet.is(bytes)) {
            return refused(name, bytes, LineFault.of(0, "spreadsheet"));
        }
        Reading reading = looksLikeXml(bytes) ? CamtFile.read(bytes, expected) : CsvFile.read(bytes, expected);
        List<LineFault> faults = reading.faults();
        if (faults.isEmpty() && reading.lines().isEmpty()) {
            faults = List.of(LineFault.of(0, "no_lines"));
        }
        return new StatementFile(name, reading.format(), bytes, reading.lines(), faults);
    }

    /** Empty when every line could be read; else nothing of the file will be taken. */
    public List<LineFault> faults() {
        return faults;
    }

    public int size() {
        return lines.size();
    }

    /** Of the bytes, for telling files apart. */
    public byte[] hash() {
        return hash.clone();
    }

    /** The bytes as they came; empty when there are too many to keep. */
    Optional<byte[]> original() {
        return bytes.length > MAX_BYTES ? Optional.empty() : Optional.of(bytes.clone());
    }

    String name() {
        return name;
    }

    Format format() {
        return format;
    }

    List<BankLine> lines() {
        return lines;
    }

    private static StatementFile refused(String name, byte[] bytes, LineFault fault) {
        return new StatementFile(name, Format.CSV, bytes, List.of(), List.of(fault));
    }

    private static boolean looksLikeXml(byte[] bytes) {
        int at = bytes.length > 3 && (bytes[0] & 0xff) == 0xef && (bytes[1] & 0xff) == 0xbb ? 3 : 0;
        while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
        return at < bytes.length && bytes[at] == '<';
    }

    record Reading(Format format, List<BankLine> lines, List<LineFault> faults) {}
}

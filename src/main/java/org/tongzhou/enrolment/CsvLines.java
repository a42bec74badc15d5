package org.tongzhou.enrolment;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tongzhou.kernel.Refusal;

/** A csv file as lines of a roster: encoding and separator by content; a row's number is its place as a spreadsheet shows it. */
final class CsvLines {
    private static final Charset GB18030 = Charset.forName("GB18030");

    private static final Pattern QUOTED_AS_FORMULA = Pattern.compile("=\"([^\"]*)\"");

    /** More line breaks inside one field mean that a quotation mark was never closed. */
    private static final int MOST_BREAKS = 20;

    private static final int BEGINNING = 1 << 16;
    private static final int MANY = 100;

    private CsvLines() {}

    static void read(Path file, RosterFile.Ceiling ceiling, RosterFile.Sink sink) throws IOException {
        Charset charset = charset(file);
        char separator = separator(file, charset);
        RosterLines lines = new RosterLines(ceiling, sink);
        try (Reader in = open(file, charset);
                CsvReader<CsvRecord> csv = CsvReader.builder()
                        .fieldSeparator(separator)
                        .skipEmptyLines(false)
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .allowExtraCharsAfterClosingQuote(true)
                        .ofCsvRecord(in)) {
            int number = 0;
            for (CsvRecord csvRecord : csv) {
                number++;
                lines.line(new RosterRow(number, false, cells(csvRecord.getFields(), number)));
                if (lines.isHopeless()) {
                    throw Refusal.invalid("roster_file_no_header");
                }
            }
        } catch (CsvParseException e) {
            throw Refusal.invalid("roster_file_damaged");
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        finish(lines);
    }

    private static void finish(RosterLines lines) {
        if (!lines.foundHeader()) {
            throw Refusal.invalid("roster_file_no_header");
        }
        lines.end();
    }

    private static List<Cell> cells(List<String> fields, int number) {
        if (fields.size() > SheetReader.MOST_COLUMNS) {
            throw Refusal.invalid("roster_file_not_a_table");
        }
        for (String field : fields) {
            boolean unclosed = field.length() > SheetReader.LONGEST_CELL
                    || (field.length() > MOST_BREAKS && field.lines().count() > MOST_BREAKS);
            if (unclosed) {
                throw Refusal.invalid("roster_file_open_quote", number);
            }
        }
        Cell[] cells = new Cell[fields.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = cell(fields.get(i));
        }
        return List.of(cells);
    }

    /** {@code ="4202…"} is how a csv keeps digits as text; anything else that begins like a formula is one. */
    private static Cell cell(String field) {
        boolean formula = field.startsWith("=") || field.startsWith("@");
        if (!formula) {
            return Cell.text(field);
        }
        Matcher quoted = QUOTED_AS_FORMULA.matcher(field);
        return quoted.matches() ? Cell.text(quoted.group(1)) : new Cell(Cell.Kind.FORMULA, field);
    }

    /**
     * UTF-8 when the beginning fits it and has many Chinese characters, which GB18030 does not by chance, or when every byte of the
     * file fits it; else GB18030, which Excel and WPS write on Chinese Windows.
     */
    private static Charset charset(Path file) throws IOException {
        byte[] beginning;
        try (InputStream in = Files.newInputStream(file)) {
            beginning = in.readNBytes(BEGINNING);
        }
        if (RosterFile.isUtf16(beginning)) {
            return StandardCharsets.UTF_16;
        }
        if (isUtf8(beginning) || decodes(file, StandardCharsets.UTF_8)) {
            return StandardCharsets.UTF_8;
        }
        if (decodes(file, GB18030)) {
            return GB18030;
        }
        throw Refusal.invalid("roster_file_encoding");
    }

    private static boolean isUtf8(byte[] beginning) {
        CharBuffer text = CharBuffer.allocate(BEGINNING);
        boolean fits = !strict(StandardCharsets.UTF_8)
                .decode(ByteBuffer.wrap(beginning), text, false)
                .isError();
        return fits && text.flip().chars().filter(c -> c > 0x7F).limit(MANY).count() == MANY;
    }

    private static boolean decodes(Path file, Charset charset) throws IOException {
        char[] buffer = new char[1 << 16];
        try (Reader in = open(file, charset)) {
            int read = 0;
            while (read >= 0) {
                read = in.read(buffer);
            }
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static Reader open(Path file, Charset charset) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), strict(charset)), 1 << 16);
        reader.mark(1);
        if (reader.read() != 0xFEFF) {
            reader.reset();
        }
        return reader;
    }

    private static CharsetDecoder strict(Charset charset) {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** The separator that is most frequent before the first line break: comma, tab or semicolon. */
    private static char separator(Path file, Charset charset) throws IOException {
        try (BufferedReader reader = new BufferedReader(open(file, charset))) {
            char[] start = new char[4096];
            String head = new String(start, 0, Math.max(0, reader.read(start)));
            char best = ',';
            for (char candidate : new char[] {'\t', ';'}) {
                if (count(head, candidate) > count(head, best)) {
                    best = candidate;
                }
            }
            return best;
        }
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }
}

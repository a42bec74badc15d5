package org.tongzhou.enrolment;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Refusal;

/** The cells of one worksheet, line by line, as they stand in its XML. */
final class SheetReader {
    /** A spreadsheet program's own limits: rows of a sheet and characters of a cell. */
    static final int LAST_ROW = 1_048_576;

    static final int LONGEST_CELL = 32_767;

    /** Columns further right than this are formatting, never a roster. */
    static final int MOST_COLUMNS = 256;

    private static final int MOST_DIGITS = 8;

    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private final List<String> sharedStrings;
    private final BooleanSupplier keepsAllDigits;
    private final StringBuilder content = new StringBuilder();
    private int row;
    private int column;

    /** {@code keepsAllDigits} is asked when a long number might have lost its end. */
    SheetReader(List<String> sharedStrings, BooleanSupplier keepsAllDigits) {
        this.sharedStrings = sharedStrings;
        this.keepsAllDigits = keepsAllDigits;
    }

    void read(InputStream part, RosterLines lines) throws IOException, XMLStreamException {
        try (SpreadsheetXml xml = new SpreadsheetXml(part)) {
            while (xml.next() && !lines.isHopeless()) {
                if (xml.starts("row")) {
                    lines.line(row(xml));
                } else if (xml.ends("sheetData")) {
                    merges(xml, lines);
                    return;
                }
            }
        }
    }

    /** They stand behind the rows. All that is needed has been read by then, so that nothing odd there spoils it. */
    private static void merges(SpreadsheetXml xml, RosterLines lines) {
        try {
            while (xml.next() && !xml.ends("mergeCells")) {
                if (xml.starts("mergeCell")) {
                    Merge.of(xml.attribute("ref", "")).ifPresent(lines::merged);
                }
            }
        } catch (XMLStreamException odd) {
            return;
        }
    }

    private RosterRow row(SpreadsheetXml xml) throws XMLStreamException {
        row = number(xml.attribute("r"), row + 1);
        if (row > LAST_ROW) {
            throw Refusal.invalid("roster_file_too_many_rows", RosterFile.MOST_PEOPLE);
        }
        String hidden = xml.attribute("hidden", "0");
        List<Cell> cells = new ArrayList<>();
        column = 0;
        while (xml.next() && !xml.ends("row")) {
            if (xml.starts("c")) {
                place(cells, at(xml.attribute("r")), cell(xml));
            }
        }
        return new RosterRow(row, hidden.equals("1") || hidden.equals("true"), cells);
    }

    private void place(List<Cell> cells, int at, Cell cell) {
        column = at + 1;
        if (cell.isBlank() || at >= MOST_COLUMNS) {
            return;
        }
        while (cells.size() <= at) {
            cells.add(Cell.BLANK);
        }
        cells.set(at, cell);
    }

    /** Rows and cells may leave out where they are; then they follow the one before. */
    private static int number(@Nullable String text, int otherwise) {
        if (text == null) {
            return otherwise;
        }
        int number = digits(text);
        if (number < otherwise) {
            throw Refusal.invalid("roster_file_damaged");
        }
        return number;
    }

    /** One to eight digits; -1 for anything else. Without a pattern, since every row and shared string asks it. */
    private static int digits(String text) {
        if (text.isEmpty() || text.length() > MOST_DIGITS) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private int at(@Nullable String reference) {
        return reference == null ? column : column(reference);
    }

    /** Of a cell by its name, counted from 0. */
    static int column(String reference) {
        int at = 0;
        for (int i = 0; i < reference.length() && i < 4 && Character.isLetter(reference.charAt(i)); i++) {
            at = at * 26 + (Character.toUpperCase(reference.charAt(i)) - 'A' + 1);
        }
        return Math.max(at - 1, 0);
    }

    private Cell cell(SpreadsheetXml xml) throws XMLStreamException {
        String type = xml.attribute("t", "n");
        content.setLength(0);
        boolean formula = false;
        while (xml.next() && !xml.ends("c")) {
            if (xml.starts("f")) {
                formula = true;
                xml.appendText(new StringBuilder());
            } else if (xml.starts("v") || xml.starts("t")) {
                xml.appendText(content);
            } else if (xml.starts("rPh")) {
                skip(xml, "rPh");
            }
        }
        if (formula || type.equals("e")) {
            return new Cell(Cell.Kind.FORMULA, content.toString());
        }
        return value(type, content.toString());
    }

    static void skip(SpreadsheetXml xml, String element) throws XMLStreamException {
        while (!xml.ends(element) && xml.next()) {
            continue;
        }
    }

    private Cell value(String type, String raw) {
        return switch (type) {
            case "s" -> Cell.text(shared(raw));
            case "inlineStr", "str" -> Cell.text(unescaped(raw));
            case "b" -> raw.isEmpty() ? Cell.BLANK : Cell.text(raw.equals("1") ? "TRUE" : "FALSE");
            default -> number(raw.strip());
        };
    }

    private String shared(String raw) {
        int index = digits(raw.strip());
        if (index < 0 || index >= sharedStrings.size()) {
            throw Refusal.invalid("roster_file_damaged");
        }
        return sharedStrings.get(index);
    }

    private Cell number(String raw) {
        if (!NumberText.isNumber(raw)) {
            return Cell.text(raw);
        }
        NumberText number = NumberText.of(raw);
        boolean lost = number.lostByItsForm()
                || (number.isWide() && number.couldBeADouble() && !keepsAllDigits.getAsBoolean());
        return new Cell(lost ? Cell.Kind.LOST : Cell.Kind.NUMBER, number.plain());
    }

    /** Spreadsheets write a control character as {@code _x000D_}. */
    static String unescaped(String text) {
        if (!text.contains("_x")) {
            return text;
        }
        Matcher found = ESCAPED.matcher(text);
        return found.replaceAll(m -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(m.group(1), 16))));
    }
}

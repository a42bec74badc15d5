package org.tongzhou.enrolment;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Refusal;

/** An xlsx file: its archive checked before anything is unpacked, and the one visible sheet that is a roster read from it. */
final class WorkbookFile implements AutoCloseable {
    /** Entries of an archive; a workbook with a picture on every line stays below. */
    private static final int MOST_ENTRIES = 10_000;

    /** Characters of all shared strings together. */
    private static final long MOST_CHARACTERS = 64L << 20;

    /** Names without the mark of UTF-8 are of any writing; those that are looked for have Latin letters alone. */
    private static final Charset UNMARKED = StandardCharsets.ISO_8859_1;

    /** Before the first element there is an XML declaration and perhaps a remark. */
    private static final int LONGEST_PROLOGUE = 1 << 16;

    private final ZipFile zip;
    private final RosterFile.Ceiling ceiling;
    private final Map<String, ZipEntry> entries = new HashMap<>();

    private WorkbookFile(ZipFile zip, RosterFile.Ceiling ceiling) {
        this.zip = zip;
        this.ceiling = ceiling;
    }

    static void read(Path file, RosterFile.Ceiling ceiling, RosterFile.Sink sink) throws IOException {
        try (WorkbookFile workbook = new WorkbookFile(new ZipFile(file.toFile(), UNMARKED), ceiling)) {
            workbook.checkArchive();
            workbook.readRoster(sink);
        } catch (ZipException e) {
            String why = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
            throw Refusal.invalid(why.contains("encrypted") ? "roster_file_encrypted" : "roster_file_truncated");
        } catch (XMLStreamException e) {
            throw Refusal.invalid("roster_file_damaged");
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private void checkArchive() throws IOException {
        if (zip.size() > MOST_ENTRIES) {
            throw Refusal.invalid("roster_file_bomb");
        }
        Set<String> names = new HashSet<>();
        for (ZipEntry entry : listed()) {
            String name = entry.getName();
            if (escapes(name)) {
                throw Refusal.invalid("roster_file_escaping_entry");
            }
            if (!names.add(name.toLowerCase(Locale.ROOT))) {
                throw Refusal.invalid("roster_file_entry_twice");
            }
            entries.put(name, entry);
        }
        checkKind(names);
        for (ZipEntry entry : entries.values()) {
            if (entry.getName().endsWith(".xml") || entry.getName().endsWith(".rels")) {
                refuseDoctype(entry);
            }
        }
    }

    private List<? extends ZipEntry> listed() {
        try {
            return zip.stream().toList();
        } catch (IllegalArgumentException remarkInNoWriting) {
            throw Refusal.invalid("roster_file_damaged");
        }
    }

    private static boolean escapes(String name) {
        String path = name.replace('\\', '/');
        return path.startsWith("/")
                || path.contains(":")
                || path.indexOf('\0') >= 0
                || List.of(path.split("/", -1)).contains("..");
    }

    private static void checkKind(Set<String> names) {
        if (names.stream().anyMatch(n -> n.endsWith("vbaproject.bin"))) {
            throw Refusal.invalid("roster_file_macro");
        }
        if (names.contains("xl/workbook.bin") || names.contains("content.xml")) {
            throw Refusal.invalid("roster_file_old_excel");
        }
        if (!names.contains("xl/workbook.xml")) {
            throw Refusal.invalid("roster_file_not_a_table");
        }
    }

    private void refuseDoctype(ZipEntry entry) throws IOException {
        try (InputStream in = zip.getInputStream(entry);
                SpreadsheetXml xml = new SpreadsheetXml(new Counted(in, LONGEST_PROLOGUE))) {
            xml.next();
        } catch (XMLStreamException e) {
            return; // if this part is read, reading it says so
        }
    }

    private void readRoster(RosterFile.Sink sink) throws IOException, XMLStreamException {
        List<SheetName> visible = visibleSheets();
        List<String> strings = sharedStrings();
        String read = null;
        for (SheetName sheet : visible) {
            RosterLines lines = new RosterLines(ceiling, read == null ? sink : new Ignored());
            boolean roster = readSheet(sheet, strings, lines) && (read == null || lines.foundPeople());
            if (roster && read != null) {
                throw Refusal.invalid("roster_file_two_rosters", read, sheet.name());
            }
            if (roster) {
                lines.end();
                read = sheet.name();
            }
        }
        if (read == null) {
            throw Refusal.invalid("roster_file_no_header");
        }
    }

    private boolean readSheet(SheetName sheet, List<String> strings, RosterLines lines)
            throws IOException, XMLStreamException {
        try (InputStream in = open(sheet.part())) {
            new SheetReader(strings, () -> keepsAllDigits(sheet)).read(in, lines);
            return lines.foundHeader();
        } catch (Ignored.Enough enough) {
            return true;
        }
    }

    /** One long number that no double is written as proves that the writer kept all digits. */
    private boolean keepsAllDigits(SheetName sheet) {
        try (InputStream in = open(sheet.part());
                SpreadsheetXml xml = new SpreadsheetXml(in)) {
            String type = "n";
            while (xml.next() && !xml.ends("sheetData")) {
                if (xml.starts("c")) {
                    type = xml.attribute("t", "n");
                } else if (xml.starts("v")) {
                    StringBuilder raw = new StringBuilder();
                    xml.appendText(raw);
                    if (type.equals("n") && isExact(raw.toString().strip())) {
                        return true;
                    }
                }
            }
            return false;
        } catch (IOException | XMLStreamException e) {
            return false;
        }
    }

    private static boolean isExact(String raw) {
        if (!NumberText.isNumber(raw)) {
            return false;
        }
        NumberText number = NumberText.of(raw);
        return number.isWide() && !number.couldBeADouble();
    }

    private List<SheetName> visibleSheets() throws IOException, XMLStreamException {
        Map<String, String> targets = targets();
        List<SheetName> sheets = new ArrayList<>();
        try (InputStream in = open("xl/workbook.xml");
                SpreadsheetXml xml = new SpreadsheetXml(in)) {
            while (xml.next()) {
                if (xml.starts("sheet") && xml.attribute("state", "visible").equals("visible")) {
                    String part = targets.get(xml.attribute("id", ""));
                    if (part != null && entries.containsKey(part)) {
                        sheets.add(new SheetName(xml.attribute("name", ""), part));
                    }
                }
            }
        }
        return sheets;
    }

    private Map<String, String> targets() throws IOException, XMLStreamException {
        Map<String, String> targets = new HashMap<>();
        try (InputStream in = open("xl/_rels/workbook.xml.rels");
                SpreadsheetXml xml = new SpreadsheetXml(in)) {
            while (xml.next()) {
                if (xml.starts("Relationship")) {
                    String target = xml.attribute("Target", "");
                    String part = target.startsWith("/") ? target.substring(1) : "xl/" + target;
                    targets.put(xml.attribute("Id", ""), part);
                }
            }
        }
        return targets;
    }

    private List<String> sharedStrings() throws IOException, XMLStreamException {
        List<String> strings = new ArrayList<>();
        if (!entries.containsKey("xl/sharedStrings.xml")) {
            return strings;
        }
        long characters = 0;
        try (InputStream in = open("xl/sharedStrings.xml");
                SpreadsheetXml xml = new SpreadsheetXml(in)) {
            while (xml.next()) {
                if (xml.starts("si")) {
                    String text = sharedString(xml);
                    characters += text.length() + 20;
                    strings.add(text);
                }
                if (characters > MOST_CHARACTERS) {
                    throw Refusal.invalid("roster_file_bomb");
                }
            }
        }
        return strings;
    }

    private static String sharedString(SpreadsheetXml xml) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        while (xml.next() && !xml.ends("si")) {
            if (xml.starts("t")) {
                xml.appendText(text);
            } else if (xml.starts("rPh")) {
                SheetReader.skip(xml, "rPh");
            }
        }
        return SheetReader.unescaped(text.toString());
    }

    private InputStream open(String part) throws IOException {
        ZipEntry entry = entries.get(part);
        if (entry == null) {
            throw Refusal.invalid("roster_file_damaged");
        }
        return new Counted(zip.getInputStream(entry), ceiling.unpacked());
    }

    private record SheetName(String name, String part) {}

    /** For the sheets after the roster: whether they have people in them too. */
    private static final class Ignored implements RosterFile.Sink {
        @Override
        public void header(RosterHeader header) {}

        @Override
        public void row(RosterRow row) {
            throw new Enough();
        }

        private static final class Enough extends RuntimeException {
            private static final long serialVersionUID = 1L;

            Enough() {
                super(null, null, false, false);
            }
        }
    }

    /** Refuses a part that unpacks to more than it should. */
    private static final class Counted extends FilterInputStream {
        private long left;

        Counted(@Nullable InputStream in, long limit) {
            super(in);
            this.left = limit;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int read = super.read(buffer, from, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int read) {
            left -= read;
            if (left < 0) {
                throw Refusal.invalid("roster_file_bomb");
            }
        }
    }
}

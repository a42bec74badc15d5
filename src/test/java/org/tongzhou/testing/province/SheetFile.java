package org.tongzhou.testing.province;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** An xlsx of one sheet of texts, written as it comes and the same bytes each time: entries carry no time of writing. */
final class SheetFile implements Closeable {
    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
    private static final String SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    private final ZipOutputStream zip;
    private final StringBuilder text = new StringBuilder();
    private int rows;

    SheetFile(Path file) throws IOException {
        zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
        zip.setLevel(Deflater.BEST_SPEED);
        part(
                "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                        + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                        + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" + TYPE + "sheet.main+xml\"/>"
                        + "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"" + TYPE
                        + "worksheet+xml\"/></Types>");
        part("_rels/.rels", relation("officeDocument", "xl/workbook.xml"));
        part(
                "xl/workbook.xml",
                "<workbook xmlns=\"" + SHEETS + "\" xmlns:r=\"" + OFFICE
                        + "\"><sheets><sheet name=\"名册\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
        part("xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml"));
        begin("xl/worksheets/sheet1.xml");
        text.append(XML).append("<worksheet xmlns=\"").append(SHEETS).append("\"><sheetData>");
    }

    private static String relation(String type, String target) {
        return "<Relationships xmlns=\"" + RELATIONS + "\"><Relationship Id=\"rId1\" Type=\"" + OFFICE + "/" + type
                + "\" Target=\"" + target + "\"/></Relationships>";
    }

    private void part(String name, String content) throws IOException {
        begin(name);
        zip.write((XML + content).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private void begin(String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(LocalDateTime.of(2025, 1, 1, 0, 0));
        zip.putNextEntry(entry);
    }

    /** Cells in their order; an empty one is left out, as spreadsheet programs do. */
    void row(List<String> cells) throws IOException {
        int number = ++rows;
        text.append("<row r=\"").append(number).append("\">");
        for (int i = 0; i < cells.size(); i++) {
            if (!cells.get(i).isEmpty()) {
                text.append("<c r=\"").append((char) ('A' + i)).append(number).append("\" t=\"inlineStr\"><is><t>");
                text.append(cells.get(i)).append("</t></is></c>");
            }
        }
        text.append("</row>");
        if (text.length() > 1 << 15) {
            flush();
        }
    }

    private void flush() throws IOException {
        zip.write(text.toString().getBytes(StandardCharsets.UTF_8));
        text.setLength(0);
    }

    @Override
    public void close() throws IOException {
        text.append("</sheetData></worksheet>");
        flush();
        zip.close();
    }
}

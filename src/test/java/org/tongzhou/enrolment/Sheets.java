package org.tongzhou.enrolment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Spreadsheets written part by part, in the ways in which Excel, WPS and LibreOffice write them. */
final class Sheets {
    static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    static final List<String> HEADER = List.of("姓名", "证件号码", "手机号", "住院医疗");

    private final Map<String, byte[]> parts = new LinkedHashMap<>();

    private Sheets() {}

    /** A workbook with one sheet whose {@code sheetData} holds these rows. */
    static Sheets of(String rows) {
        Sheets sheets = new Sheets();
        sheets.part(
                "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
        sheets.part(
                "xl/workbook.xml",
                "<workbook xmlns=\"" + MAIN
                        + "\" xmlns:r=\"urn:r\"><sheets><sheet name=\"名册\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
        sheets.part(
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"urn:rels\"><Relationship Id=\"rId1\" Type=\"worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
        sheets.part("xl/worksheets/sheet1.xml", worksheet(rows));
        return sheets;
    }

    static String worksheet(String rows) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"" + MAIN
                + "\"><sheetData>" + rows + "</sheetData></worksheet>";
    }

    Sheets part(String name, String xml) {
        parts.put(name, xml.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(Deflater.BEST_COMPRESSION);
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A row of inline strings. */
    static String row(int number, List<String> cells) {
        return "<row r=\"" + number + "\">" + cells.stream().map(Sheets::inline).collect(Collectors.joining())
                + "</row>";
    }

    static String row(int number, String... cells) {
        return row(number, List.of(cells));
    }

    static String inline(String text) {
        return text.isEmpty() ? "<c/>" : "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
    }

    /** Header in row 1 and one good person in row 2. */
    static String oneGood() {
        return row(1, HEADER) + row(2, "田明海", "420281198606157111", "15956504273", "1");
    }
}

package org.tongzhou.kernel;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** A table of Excel or WPS where a bank's csv or message was meant: .xlsx, .xls, their XML, and the web page that banks call .xls. */
public final class Spreadsheet {
    private static final int HEAD = 1_000;
    private static final List<String> BYTES = List.of("PK\3\4", "\u00d0\u00cf\u0011\u00e0");
    private static final List<String> MARKUP =
            List.of("<table", "ms-excel", "office:excel", "office:spreadsheet", "excel.sheet");

    private Spreadsheet() {}

    /** By its content, whatever its name. */
    public static boolean is(byte[] file) {
        String head = new String(file, 0, Math.min(file.length, HEAD), StandardCharsets.ISO_8859_1);
        String markup = head.toLowerCase(Locale.ROOT);
        return BYTES.stream().anyMatch(head::startsWith)
                || markup.contains("<") && MARKUP.stream().anyMatch(markup::contains);
    }
}

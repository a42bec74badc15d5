package org.tongzhou.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tongzhou.document.ReceiptReading.Field;

/** Holds what a paper shows against what it says elsewhere inside itself. */
final class PdfSigns {
    private PdfSigns() {}

    /** The reading, with a sign and doubt where {@code said} has another value for a field that both have. */
    static ReceiptReading compared(ReceiptReading shown, Map<String, Field> said, Sign.Kind kind) {
        List<String> differing = new ArrayList<>();
        shown.fields().forEach((name, field) -> {
            Field other = said.get(name);
            if (other != null && !same(field.value(), other.value())) {
                differing.add(name);
            }
        });
        return with(shown, kind, differing);
    }

    static ReceiptReading with(ReceiptReading shown, Sign.Kind kind, List<String> differing) {
        if (differing.isEmpty()) {
            return shown;
        }
        List<Sign> signs = new ArrayList<>(shown.signs());
        signs.add(new Sign(kind, differing));
        ReceiptReading doubted = FieldDoubt.doubting(shown, differing);
        return new ReceiptReading(doubted.fields(), shown.items(), shown.checks(), signs);
    }

    private static boolean same(String a, String b) {
        return a.replaceAll("[\\s-]", "").equals(b.replaceAll("[\\s-]", ""));
    }
}

package org.tongzhou.document;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.tongzhou.document.ReceiptReading.Box;
import org.tongzhou.document.ReceiptReading.Field;
import org.tongzhou.document.picture.QrCode;
import org.tongzhou.kernel.Money;

/** The QR code of an e-receipt: {@code 01,06,code,number,amount,date,check}. */
record ReceiptQr(Map<String, String> values, Box box) {
    static final Set<String> FIELDS = Set.of("code", "no", "total", "date", "chk");

    /** Printed letters read this surely, and still different, are worth a person's look. */
    private static final double SURE = 0.93;

    static Optional<ReceiptQr> of(QrCode found, int page) {
        String[] parts = found.text().strip().split(",", -1);
        if (parts.length < 7
                || !parts[2].matches("\\d{8,12}")
                || !parts[3].matches("\\d{8,10}")
                || !parts[4].matches("\\d{1,12}(\\.\\d{1,2})?")
                || !parts[5].matches("\\d{4}-?\\d{2}-?\\d{2}")
                || !parts[6].matches("[0-9A-Za-z]{4,12}")) {
            return Optional.empty();
        }
        String day = parts[5].replace("-", "");
        Map<String, String> values = Map.of(
                "code",
                parts[2],
                "no",
                parts[3],
                "total",
                Long.toString(Money.parseYuan(parts[4]).fen()),
                "date",
                day.substring(0, 4) + "-" + day.substring(4, 6) + "-" + day.substring(6),
                "chk",
                parts[6]);
        return Optional.of(new ReceiptQr(values, new Box(page, found.x(), found.y(), found.width(), found.height())));
    }

    /** Writes itself over what was read from letters; answers the fields that were surely printed otherwise. */
    Set<String> over(Map<String, Field> fields) {
        Set<String> differing = new TreeSet<>();
        values.forEach((name, value) -> {
            Field printed = fields.get(name);
            boolean other = printed != null
                    && !printed.value().equals(value)
                    && printed.confidence() >= SURE
                    && FieldDoubt.wellFormed(name, printed.value());
            if (other) {
                differing.add(name);
            }
            Box place = printed == null || printed.box() == null ? box : printed.box();
            fields.put(name, new Field(value, 1.0, false, place));
        });
        return differing;
    }
}

package org.tongzhou.claim;

import java.util.EnumMap;
import java.util.Map;
import org.tongzhou.document.ReceiptReading;
import org.tongzhou.kernel.Days;

/** What a reading of an e-receipt says of an event, field by field; a field that a check contradicts stays doubtful. */
public final class ReceiptFacts {
    private ReceiptFacts() {}

    public static Map<FactField, ReadFact> of(ReceiptReading reading) {
        Map<FactField, ReadFact> facts = new EnumMap<>(FactField.class);
        reading.fields()
                .forEach((name, field) -> FactField.of(name)
                        .filter(known -> isOfKind(known, reading, name))
                        .ifPresent(known -> facts.put(known, new ReadFact(field.value(), field.doubtful()))));
        return facts;
    }

    /** What was read but could not be typed, since it is no day, amount or text of a form, is left for the member to fill in. */
    private static boolean isOfKind(FactField field, ReceiptReading reading, String name) {
        return switch (field.kind()) {
            case DAY -> reading.date(name).filter(Days::isLikely).isPresent();
            case MONEY ->
                reading.money(name).filter(amount -> !amount.isNegative()).isPresent();
            case TEXT -> TypedFact.isText(field, reading.text(name));
        };
    }
}

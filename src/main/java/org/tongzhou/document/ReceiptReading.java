package org.tongzhou.document;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;

/**
 * What was read from a medical e-receipt (医疗收费电子票据). Field names: {@code hospital, payer, sex, inNo, dept, from, to,
 * date, code, no, chk, diag, total, pool, other, account, cash, selfScope, selfOut}; amounts are fen, dates ISO. A field
 * that a check contradicts is doubtful, never silently wrong.
 */
public record ReceiptReading(Map<String, Field> fields, List<Item> items, List<Check> checks, List<Sign> signs) {
    public ReceiptReading {
        fields = new TreeMap<>(fields);
        items = List.copyOf(items);
        checks = List.copyOf(checks);
        signs = List.copyOf(signs);
    }

    /** {@code confidence} is 0 to 1; {@code box} is where on the page it stands, absent for XML. */
    public record Field(
            String value,
            double confidence,
            boolean doubtful,
            @Nullable Box box) {}

    /** In fractions of the page, origin top left; page counts from 1. */
    public record Box(int page, double x, double y, double width, double height) {}

    /** A charged item; {@code doubtful} as for a field. */
    public record Item(
            String name,
            long fen,
            double confidence,
            boolean doubtful,
            @Nullable Box box) {}

    /** A cross-check by code: {@code items_sum, parts_sum, borne_sum, capital_figures, complete}. */
    public record Check(String code, boolean holds) {}

    public String text(String name) {
        Field field = fields.get(name);
        return field == null ? "" : field.value();
    }

    public Optional<Money> money(String name) {
        String value = text(name);
        return value.matches("-?\\d{1,15}") ? Optional.of(Money.ofFen(Long.parseLong(value))) : Optional.empty();
    }

    public Optional<LocalDate> date(String name) {
        try {
            return Optional.of(LocalDate.parse(text(name)));
        } catch (DateTimeParseException notRead) {
            return Optional.empty();
        }
    }
}

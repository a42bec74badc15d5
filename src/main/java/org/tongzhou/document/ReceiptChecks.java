package org.tongzhou.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tongzhou.document.ReceiptReading.Check;
import org.tongzhou.document.ReceiptReading.Field;
import org.tongzhou.document.ReceiptReading.Item;
import org.tongzhou.kernel.AmountInWords;
import org.tongzhou.kernel.Money;

/**
 * Holds a reading against itself: total = sum of items = pool + other + account + cash, account + cash = in-scope +
 * out-of-scope self-pay, capital amount = figures. Fields of a check that fails become doubtful.
 */
final class ReceiptChecks {
    private static final List<String> REQUIRED = List.of(
            "hospital",
            "payer",
            "from",
            "to",
            "date",
            "code",
            "no",
            "chk",
            "diag",
            "total",
            "pool",
            "other",
            "account",
            "cash",
            "selfScope",
            "selfOut");

    private ReceiptChecks() {}

    static ReceiptReading of(Map<String, Field> fields, List<Item> items, String capitalFigures) {
        Map<String, Field> judged = new TreeMap<>(fields);
        List<Check> checks = new ArrayList<>();
        ReceiptReading read = new ReceiptReading(fields, items, List.of(), List.of());
        long itemsSum = items.stream().mapToLong(Item::fen).sum();
        add(checks, judged, "complete", fields.keySet().containsAll(REQUIRED));
        add(
                checks,
                judged,
                "items_sum",
                has(read, Set.of("total")) && fen(read, "total") == itemsSum && !items.isEmpty());
        add(
                checks,
                judged,
                "parts_sum",
                has(read, fieldsOf("parts_sum"))
                        && fen(read, "total") == sum(read, "pool", "other", "account", "cash"));
        add(
                checks,
                judged,
                "borne_sum",
                has(read, fieldsOf("borne_sum")) && sum(read, "account", "cash") == sum(read, "selfScope", "selfOut"));
        if (!capitalFigures.isEmpty()) {
            add(checks, judged, "capital_figures", sameInWords(capitalFigures, fen(read, "total")));
        }
        return new ReceiptReading(judged, items, checks, List.of());
    }

    /** The fields that a check is about. */
    static Set<String> fieldsOf(String check) {
        return switch (check) {
            case "parts_sum" -> Set.of("total", "pool", "other", "account", "cash");
            case "borne_sum" -> Set.of("account", "cash", "selfScope", "selfOut");
            case "items_sum", "capital_figures" -> Set.of("total");
            default -> Set.of();
        };
    }

    private static boolean sameInWords(String capitalFigures, long fen) {
        return ("人民币" + capitalFigures.replace("圆", "元")).equals(AmountInWords.of(Money.ofFen(fen)));
    }

    private static void add(List<Check> checks, Map<String, Field> judged, String code, boolean holds) {
        checks.add(new Check(code, holds));
        if (!holds) {
            fieldsOf(code)
                    .forEach(name -> judged.computeIfPresent(
                            name,
                            (key, field) ->
                                    new Field(field.value(), Math.min(field.confidence(), 0.5), true, field.box())));
        }
    }

    private static boolean has(ReceiptReading read, Set<String> names) {
        return names.stream().allMatch(name -> read.money(name).isPresent());
    }

    private static long sum(ReceiptReading read, String... names) {
        long sum = 0;
        for (String name : names) {
            sum += fen(read, name);
        }
        return sum;
    }

    private static long fen(ReceiptReading read, String name) {
        return read.money(name).map(Money::fen).orElse(Long.MIN_VALUE / 8);
    }
}

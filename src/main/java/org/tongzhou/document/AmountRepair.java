package org.tongzhou.document;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tongzhou.document.ReceiptReading.Field;
import org.tongzhou.document.ReceiptReading.Item;

/**
 * Where a sum does not come out, tries what the second look saw, one field at a time; where exactly one amount of a sum
 * is missing, works it out. What was worked out is doubtful until a person has looked.
 */
final class AmountRepair {
    private static final List<String> PARTS = List.of("pool", "other", "account", "cash");
    private static final List<String> BORNE = List.of("selfScope", "selfOut");

    private AmountRepair() {}

    static Map<String, Field> repaired(
            Map<String, Field> fields, List<Item> items, Map<String, String> second, Set<String> sure) {
        Map<String, Field> mended = new TreeMap<>(fields);
        Map<String, Field> others = new HashMap<>();
        second.forEach((name, value) -> {
            Field field = fields.get(name);
            boolean amount = ReceiptLines.isAmount(name) && value.matches("\\d{1,15}");
            if (field != null
                    && amount
                    && !sure.contains(name)
                    && !field.value().equals(value)) {
                others.put(name, new Field(value, field.confidence(), false, field.box()));
            }
        });
        others.forEach((name, other) -> {
            Map<String, Field> tried = new TreeMap<>(mended);
            tried.put(name, other);
            if (holding(tried, items) > holding(mended, items)) {
                mended.put(name, other);
            }
        });
        if (!workedOut(mended, "total", PARTS)) {
            workedOutTotal(mended, PARTS);
        }
        workOutBorne(mended);
        for (String name : List.of("account", "cash")) {
            agreed(mended, items, name);
        }
        return mended;
    }

    /** Account and cash stand in two sums: when one other value satisfies both, it is most likely what was printed. */
    private static void agreed(Map<String, Field> fields, List<Item> items, String name) {
        long rest = fen(fields, "total");
        for (String part : PARTS) {
            rest -= part.equals(name) ? 0 : fen(fields, part);
        }
        boolean all = fields.keySet().containsAll(PARTS) && fields.keySet().containsAll(BORNE);
        if (!all || rest < 0 || fen(fields, name) == rest) {
            return;
        }
        Map<String, Field> tried = new TreeMap<>(fields);
        put(tried, name, rest);
        if (holding(tried, items) >= holding(fields, items) + 2) {
            put(fields, name, rest);
        }
    }

    private static long holding(Map<String, Field> fields, List<Item> items) {
        return ReceiptChecks.of(fields, items, "").checks().stream()
                .filter(ReceiptReading.Check::holds)
                .count();
    }

    private static boolean workedOut(Map<String, Field> fields, String whole, List<String> parts) {
        List<String> missing =
                parts.stream().filter(name -> fen(fields, name) < 0).toList();
        if (missing.size() != 1 || fen(fields, whole) < 0) {
            return false;
        }
        long rest = fen(fields, whole);
        for (String part : parts) {
            rest -= Math.max(0, fen(fields, part));
        }
        return put(fields, missing.get(0), rest);
    }

    private static void workedOutTotal(Map<String, Field> fields, List<String> parts) {
        if (fen(fields, "total") < 0 && parts.stream().allMatch(name -> fen(fields, name) >= 0)) {
            put(
                    fields,
                    "total",
                    parts.stream().mapToLong(name -> fen(fields, name)).sum());
        }
    }

    private static void workOutBorne(Map<String, Field> fields) {
        long account = fen(fields, "account");
        long cash = fen(fields, "cash");
        List<String> missing =
                BORNE.stream().filter(name -> fen(fields, name) < 0).toList();
        if (account >= 0 && cash >= 0 && missing.size() == 1) {
            String known = missing.get(0).equals("selfOut") ? "selfScope" : "selfOut";
            put(fields, missing.get(0), account + cash - fen(fields, known));
        }
    }

    private static boolean put(Map<String, Field> fields, String name, long fen) {
        if (fen < 0) {
            return false;
        }
        Field before = fields.get(name);
        fields.put(
                name, new Field(Long.toString(fen), FieldDoubt.WORKED_OUT, true, before == null ? null : before.box()));
        return true;
    }

    private static long fen(Map<String, Field> fields, String name) {
        Field field = fields.get(name);
        return field != null && field.value().matches("\\d{1,15}") ? Long.parseLong(field.value()) : -1;
    }
}

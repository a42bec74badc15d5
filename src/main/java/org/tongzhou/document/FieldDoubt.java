package org.tongzhou.document;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tongzhou.document.ReceiptReading.Field;
import org.tongzhou.document.ReceiptReading.Item;

/** Decides which field of a photographed receipt a person must look at: whatever nothing else confirms. */
final class FieldDoubt {
    static final double WORKED_OUT = 0.4;
    private static final double SURE = 0.8;
    private static final double CONFIRMED = 0.99;
    private static final Pattern CODE_AT_END = Pattern.compile("^(.*?)\\s*([0-9A-Za-z])(" + ReceiptLines.DIGITS + ")$");
    private static final Map<Character, Character> LETTER =
            Map.of('1', 'I', 'l', 'I', '3', 'S', '5', 'S', '8', 'B', '2', 'Z', '6', 'G', '0', 'O');
    private static final Set<String> FEES = Set.of(
            "床位费", "诊察费", "检查费", "化验费", "治疗费", "手术费", "护理费", "卫生材料费", "西药费", "中药饮片", "中成药费", "一般诊疗费", "其他住院收费", "挂号费",
            "麻醉费", "输血费", "放射费", "材料费", "中草药费", "其他费", "诊疗费", "药品费");

    private FieldDoubt() {}

    static Field judged(String name, Field field, boolean sure, @Nullable String second) {
        boolean workedOut = field.doubtful() && field.confidence() == WORKED_OUT;
        if (workedOut) {
            return doubtful(field);
        }
        if (sure) {
            return new Field(field.value(), Math.max(CONFIRMED, field.confidence()), false, field.box());
        }
        Field mended = switch (name) {
            case "diag" -> diagnosis(field);
            case "hospital" -> hospital(field);
            default -> field;
        };
        boolean same = second != null && second.equals(field.value());
        boolean trusted = same && field.confidence() >= SURE && !ReceiptLines.isAmount(name);
        boolean fine = trusted && !mended.doubtful() && wellFormed(name, mended.value());
        return fine ? mended : doubtful(mended);
    }

    static Item judged(Item item, boolean summed) {
        boolean known = FEES.contains(item.name());
        Optional<String> near = known ? Optional.empty() : near(item.name());
        return new Item(
                near.orElse(item.name()),
                item.fen(),
                summed ? Math.max(CONFIRMED, item.confidence()) : item.confidence(),
                !summed || !known && (near.isPresent() || item.confidence() < SURE),
                item.box());
    }

    /** The first day is no later than the last, and the receipt is made no earlier than the first. */
    static void holdDaysTogether(Map<String, Field> fields) {
        Optional<LocalDate> from = day(fields.get("from"));
        Optional<LocalDate> to = day(fields.get("to"));
        Optional<LocalDate> made = day(fields.get("date"));
        boolean stay = from.isPresent() && to.isPresent() && !to.get().isBefore(from.get());
        boolean after = made.isEmpty() || to.isEmpty() || !made.get().isBefore(to.get());
        if (!stay || !after) {
            for (String name : Set.of("from", "to")) {
                fields.computeIfPresent(name, (key, field) -> doubtful(field));
            }
        }
    }

    static boolean wellFormed(String name, String value) {
        return switch (name) {
            case "code" -> value.matches("\\d{8}");
            case "no" -> value.matches("\\d{10}");
            case "chk" -> value.matches("[0-9a-zA-Z]{6}");
            case "from", "to", "date" -> parsed(value).isPresent();
            case "sex" -> value.equals("男") || value.equals("女");
            case "payer" -> value.matches("[\\p{IsHan}·]{2,20}");
            case "hospital" -> value.matches("[\\p{IsHan}（）0-9A-Za-z·]{4,40}");
            case "total", "pool", "other", "account", "cash", "selfScope", "selfOut" -> value.matches("\\d{1,15}");
            case "inNo" -> value.matches("[0-9A-Za-z\\-]{4,24}");
            default -> !value.isBlank();
        };
    }

    /** The same reading with these fields in doubt. */
    static ReceiptReading doubting(ReceiptReading reading, Collection<String> names) {
        Map<String, Field> fields = new TreeMap<>(reading.fields());
        names.forEach(name -> fields.computeIfPresent(name, (key, field) -> doubtful(field)));
        return new ReceiptReading(fields, reading.items(), reading.checks(), reading.signs());
    }

    static Field doubtful(Field field) {
        return new Field(field.value(), Math.min(0.5, field.confidence()), true, field.box());
    }

    /** A disease code starts with a letter: {@code 121.0} was I21.0, {@code 382.2} was S82.2. */
    private static Field diagnosis(Field field) {
        Matcher code = CODE_AT_END.matcher(field.value());
        if (!code.matches()) {
            return field;
        }
        char first = code.group(2).charAt(0);
        if (first >= 'A' && first <= 'Z') {
            return new Field(
                    code.group(1) + " " + first + code.group(3), field.confidence(), field.doubtful(), field.box());
        }
        char letter = LETTER.getOrDefault(first, Character.toUpperCase(first));
        String mended = code.group(1) + " " + letter + code.group(3);
        return new Field(mended, Math.min(0.6, field.confidence()), true, field.box());
    }

    /** A hospital's name that starts with no known place, but is one letter away from one, was misread. */
    private static Field hospital(Field field) {
        return PlaceNames.mended(field.value())
                .map(name -> new Field(name, Math.min(0.6, field.confidence()), true, field.box()))
                .orElse(field);
    }

    private static Optional<String> near(String name) {
        return FEES.stream()
                .filter(fee -> fee.length() == name.length() && PrintLines.differences(fee, name) == 1)
                .reduce((a, b) -> a.equals(b) ? a : "")
                .filter(fee -> !fee.isEmpty());
    }

    private static Optional<LocalDate> day(@Nullable Field field) {
        return field == null ? Optional.empty() : parsed(field.value());
    }

    private static Optional<LocalDate> parsed(String value) {
        try {
            LocalDate day = LocalDate.parse(value);
            return day.getYear() >= 2000 && day.getYear() < 2100 ? Optional.of(day) : Optional.empty();
        } catch (DateTimeParseException notADay) {
            return Optional.empty();
        }
    }
}

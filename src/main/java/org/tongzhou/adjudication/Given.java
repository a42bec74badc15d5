package org.tongzhou.adjudication;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tongzhou.adjudication.FactsFault.Code;
import org.tongzhou.kernel.Money;

/**
 * One value of a facts file with its place. Every reading method notes what is wrong and then answers a harmless value, so
 * that one pass finds all faults; nothing read is used while there are faults.
 */
final class Given {
    private static final Pattern INTEGER = Pattern.compile("\\d{1,13}");
    private static final Pattern DATE = Pattern.compile("(19|20|21)\\d{2}-\\d{2}-\\d{2}");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_./:@-]{1,120}");
    private static final Money MOST = Money.ofYuan(1_000_000_000);
    private static final int MOST_TEXT = 500;
    private static final LocalDate HARMLESS_DAY = LocalDate.of(2000, 1, 1);

    /** What JSON knows, and nothing at all. */
    enum Kind {
        OBJECT,
        LIST,
        TEXT,
        NUMBER,
        TRUTH,
        NULL,
        ABSENT
    }

    /** The bare value: {@code text} of a scalar, {@code members} of an object, {@code items} of a list. */
    record Value(Kind kind, int line, String text, Map<String, Value> members, List<Value> items) {}

    private final Value value;
    private final String path;
    private final Faults faults;

    Given(Value value, String path, Faults faults) {
        this.value = value;
        this.path = path;
        this.faults = faults;
    }

    /** Where faults go. */
    record Faults(String file, List<FactsFault> found) {
        void at(int line, String path, Code code, String... arguments) {
            found.add(new FactsFault(file, line, path, code, List.of(arguments)));
        }
    }

    void fault(Code code, String... arguments) {
        faults.at(value.line(), path, code, arguments);
    }

    private boolean is(Kind kind) {
        return value.kind() == kind;
    }

    private boolean isAbsent() {
        return is(Kind.ABSENT);
    }

    /** Reports what is no object, and the members of an object that are not among these. */
    Given only(String... keys) {
        if (is(Kind.OBJECT)) {
            value.members().keySet().stream()
                    .filter(key -> !List.of(keys).contains(key))
                    .forEach(key -> below(key).fault(Code.UNKNOWN_KEY, key, String.join(", ", keys)));
        } else if (!isAbsent()) {
            fault(Code.NOT_OBJECT, String.join(", ", keys));
        }
        return this;
    }

    /** All members of an object whose names the file gives. */
    Map<String, Given> members() {
        if (!is(Kind.OBJECT)) {
            fault(Code.NOT_OBJECT, "…");
        }
        Map<String, Given> members = new LinkedHashMap<>();
        value.members().keySet().forEach(key -> members.put(key, below(key)));
        return members;
    }

    /** The value under a key that must be there. */
    Given at(String key) {
        Given found = below(key);
        if (found.isAbsent() && is(Kind.OBJECT)) {
            found.fault(Code.MISSING, key);
        }
        return found;
    }

    /** The value under a key; {@code null} counts as not there. */
    Optional<Given> maybe(String key) {
        Given found = below(key);
        return found.isAbsent() || found.is(Kind.NULL) ? Optional.empty() : Optional.of(found);
    }

    private Given below(String key) {
        Value absent = new Value(Kind.ABSENT, value.line(), "", Map.of(), List.of());
        return new Given(value.members().getOrDefault(key, absent), path.isEmpty() ? key : path + "." + key, faults);
    }

    /** The items of a list of at most this many. */
    <T> List<T> items(int most, Function<Given, T> read) {
        if (!is(Kind.LIST)) {
            unless(isAbsent(), Code.NOT_LIST);
            return List.of();
        }
        if (value.items().size() > most) {
            fault(Code.TOO_MANY, Integer.toString(value.items().size()), Integer.toString(most));
            return List.of();
        }
        List<T> items = new ArrayList<>();
        for (Value item : value.items()) {
            items.add(read.apply(new Given(item, path + "[" + items.size() + "]", faults)));
        }
        return items;
    }

    private void unless(boolean fine, Code code, String... arguments) {
        if (!fine) {
            fault(code, arguments);
        }
    }

    String text() {
        boolean good = is(Kind.TEXT) && !value.text().isBlank() && value.text().length() <= MOST_TEXT;
        unless(good || isAbsent(), Code.NOT_TEXT);
        return good ? value.text().strip() : "";
    }

    /** A name for machines, such as a plan, a limit or a period. */
    String code() {
        String text = text();
        boolean good = CODE.matcher(text).matches();
        unless(good || text.isEmpty(), Code.NOT_TEXT);
        return good ? text : "";
    }

    /** The period of a limit: {@code life}, or {@code event:} or {@code term:} and its first day. */
    String period() {
        String text = text();
        boolean dated = text.startsWith("event:") || text.startsWith("term:");
        if (text.equals("life") || dated && isDay(text.substring(text.indexOf(':') + 1))) {
            return text;
        }
        unless(text.isEmpty(), Code.NO_PERIOD);
        return "life";
    }

    private static boolean isDay(String text) {
        try {
            return DATE.matcher(text).matches() && LocalDate.parse(text).getYear() > 0;
        } catch (DateTimeException noSuchDay) {
            return false;
        }
    }

    long integer(long min, long max) {
        long found = is(Kind.NUMBER) && INTEGER.matcher(value.text()).matches() ? Long.parseLong(value.text()) : -1;
        boolean good = found >= min && found <= max;
        unless(good || isAbsent(), Code.NO_INTEGER, Long.toString(min), Long.toString(max));
        return good ? found : min;
    }

    /** Yuan as text, so that no program's floating point has touched it. */
    Money yuan() {
        boolean form = is(Kind.TEXT) && Money.isYuan(value.text());
        Money money = form ? Money.parseYuan(value.text()) : Money.ZERO;
        boolean good = form && !money.isNegative() && money.compareTo(MOST) <= 0;
        unless(good || isAbsent(), Code.NO_AMOUNT);
        return good ? money : Money.ZERO;
    }

    LocalDate date() {
        if (is(Kind.TEXT) && isDay(value.text())) {
            return LocalDate.parse(value.text());
        }
        unless(isAbsent(), Code.NO_DATE);
        return HARMLESS_DAY;
    }

    /** The choice that the text names; {@code harmless} when it names none. */
    <T> T choice(Map<String, T> choices, T harmless) {
        T chosen = is(Kind.TEXT) ? choices.get(value.text()) : null;
        unless(
                chosen != null || isAbsent(),
                Code.NO_CHOICE,
                choices.keySet().stream().sorted().collect(Collectors.joining(", ")));
        return chosen == null ? harmless : chosen;
    }
}

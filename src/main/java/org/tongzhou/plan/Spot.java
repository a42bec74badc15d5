package org.tongzhou.plan;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.Money;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * One place of a plan file: a node with its path. Every reading method notes what is wrong and then answers a harmless
 * value, so that one pass finds all faults; nothing read is used while there are faults. A spot without a node is a
 * value already reported as missing.
 */
final class Spot {
    private static final Pattern INTEGER = Pattern.compile("\\d{1,6}");
    private static final Pattern PERCENT = Pattern.compile("\\d{1,3}(\\.\\d{1,2})?%");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_]{0,39}");
    private static final Map<String, Boolean> YES_NO = Map.of("true", true, "false", false);

    /** Nine million yuan a unit: with 99 units an exact amount still fits. */
    private static final Money MOST_MONEY = Money.ofYuan(9_000_000);

    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    private final @Nullable Node node;
    private final String path;
    private final Faults faults;

    Spot(@Nullable Node node, String path, Faults faults) {
        this.node = node;
        this.path = path;
        this.faults = faults;
    }

    /** Where faults go; after the first {@link PlanFault#MOST} nobody reads on. */
    record Faults(String file, List<PlanFault> found) {
        void at(@Nullable Node node, String path, PlanFaultCode code, String... arguments) {
            int line = node == null ? 1 : node.getStartMark().getLine() + 1;
            int column = node == null ? 1 : node.getStartMark().getColumn() + 1;
            if (found.size() < PlanFault.MOST) {
                found.add(new PlanFault(file, line, column, path, code, List.of(arguments)));
            }
        }
    }

    int line() {
        return node == null ? 1 : node.getStartMark().getLine() + 1;
    }

    void fault(PlanFaultCode code, String... arguments) {
        faults.at(node, path, code, arguments);
    }

    /** Reports a mapping's keys that are not among these, and those written twice. */
    Spot only(String... keys) {
        if (node instanceof MappingNode mapping) {
            entries(mapping, List.of(keys));
        } else if (node != null) {
            fault(PlanFaultCode.NOT_MAPPING, String.join(", ", keys));
        }
        return this;
    }

    /** The value under a key that must be there. */
    Spot at(String key) {
        Optional<Spot> found = maybe(key);
        if (found.isEmpty() && node instanceof MappingNode) {
            faults.at(node, below(key), PlanFaultCode.MISSING, key);
        }
        return found.orElseGet(() -> new Spot(null, below(key), faults));
    }

    Optional<Spot> maybe(String key) {
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .filter(tuple -> keyOf(tuple).equals(key))
                        .findFirst()
                        .map(tuple -> new Spot(tuple.getValueNode(), below(key), faults))
                : Optional.empty();
    }

    /** All entries of a mapping whose keys are names given by the file. */
    Map<String, Spot> entries() {
        if (node != null && !(node instanceof MappingNode)) {
            fault(PlanFaultCode.NOT_MAPPING, "…");
        }
        return node instanceof MappingNode mapping ? entries(mapping, List.of()) : Map.of();
    }

    private Map<String, Spot> entries(MappingNode mapping, List<String> known) {
        Map<String, Spot> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = keyOf(tuple);
            if (!known.isEmpty() && !known.contains(key)) {
                faults.at(tuple.getKeyNode(), below(key), PlanFaultCode.UNKNOWN_KEY, key, String.join(", ", known));
            }
            if (entries.put(key, new Spot(tuple.getValueNode(), below(key), faults)) != null) {
                faults.at(tuple.getKeyNode(), below(key), PlanFaultCode.DUPLICATE_KEY, key);
            }
        }
        return entries;
    }

    private static String keyOf(NodeTuple tuple) {
        return tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
    }

    private String below(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    /** The items of a list that must not be empty. */
    List<Spot> items() {
        List<Spot> items = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                items.add(new Spot(item, path + "[" + items.size() + "]", faults));
            }
            if (items.isEmpty()) {
                fault(PlanFaultCode.EMPTY);
            }
        } else if (node != null) {
            fault(PlanFaultCode.NOT_LIST);
        }
        return items;
    }

    /** The one of these keys that a mapping has; it says which kind of thing the mapping is. */
    Optional<String> kind(String... keys) {
        List<String> present = new ArrayList<>();
        for (String key : keys) {
            if (maybe(key).isPresent()) {
                present.add(key);
            }
        }
        if (node == null) {
            return Optional.empty();
        }
        if (present.size() != 1) {
            fault(PlanFaultCode.ONE_OF_KEYS, String.join(", ", keys));
            return Optional.empty();
        }
        return Optional.of(present.get(0));
    }

    /** A value, or {@code {value: …, example: true}} for a placeholder. */
    <T> Stated<T> stated(Function<Spot, T> read) {
        if (!isMapping()) {
            return Stated.of(read.apply(this));
        }
        only("value", "example");
        boolean example = at("example").choice(Map.of("true", true, "false", false), false);
        return new Stated<>(read.apply(at("value")), example);
    }

    String text() {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar.getValue().strip();
        }
        if (node != null) {
            fault(PlanFaultCode.NOT_TEXT);
        }
        return "";
    }

    /** A text of so many characters at most. */
    String text(int most) {
        String text = text();
        if (!Characters.within(0, most, text)) {
            fault(PlanFaultCode.TOO_LONG, Integer.toString(most));
        }
        return text;
    }

    /** A name for machines: a–z, digits, underscore, at most 40. */
    String code() {
        return matching(CODE, PlanFaultCode.NO_CODE, "x");
    }

    /** As a code, or a number: an occupation class 3. */
    String name() {
        return matching(NAME, PlanFaultCode.NO_CODE, "x");
    }

    boolean yes() {
        return choice(YES_NO, false);
    }

    /** What stands under a key that may be left out. */
    boolean yes(String key, boolean otherwise) {
        return maybe(key).map(Spot::yes).orElse(otherwise);
    }

    PlanCode planCode() {
        String text = text();
        if (!text.isEmpty() && !PlanCode.isForm(text)) {
            fault(PlanFaultCode.NO_CODE, text);
        }
        return new PlanCode(PlanCode.isForm(text) ? text : "faulty");
    }

    /** Both languages, each with words. */
    Text words() {
        only("zh", "en");
        return new Text(word("zh"), word("en"));
    }

    private String word(String language) {
        Optional<Spot> given = maybe(language);
        if (given.isEmpty() && isMapping()) {
            fault(PlanFaultCode.NO_TRANSLATION, language);
        }
        return given.map(Spot::text).orElse("");
    }

    int integer(int min, int max) {
        String text = text();
        int value = INTEGER.matcher(text).matches() ? Integer.parseInt(text) : -1;
        if (!text.isEmpty() && (value < min || value > max)) {
            fault(PlanFaultCode.NO_INTEGER, text, Integer.toString(min), Integer.toString(max));
        }
        return Math.max(value, min);
    }

    Money yuan() {
        String text = text();
        boolean good = Money.isYuan(text) && !Money.parseYuan(text).isNegative();
        if (!text.isEmpty() && !good) {
            fault(PlanFaultCode.NO_AMOUNT, text);
        } else if (good && Money.parseYuan(text).compareTo(MOST_MONEY) > 0) {
            fault(PlanFaultCode.AMOUNT_TOO_LARGE, text, MOST_MONEY.plainYuan());
        }
        return good ? Money.parseYuan(text) : Money.ZERO;
    }

    /** A percentage above 0 up to 100 with at most two decimals, in basis points. */
    Integer percent() {
        String text = text();
        int basisPoints = PERCENT.matcher(text).matches() ? basisPoints(text) : 0;
        if (!text.isEmpty() && (basisPoints < 1 || basisPoints > 10_000)) {
            fault(PlanFaultCode.NO_RATE, text);
        }
        return basisPoints;
    }

    private static int basisPoints(String percent) {
        return (int) Money.parseYuan(percent.substring(0, percent.length() - 1)).fen();
    }

    LocalDate date() {
        String text = matching(DATE, PlanFaultCode.NO_DATE, "2000-01-01");
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException noSuchDay) {
            fault(PlanFaultCode.NO_DATE, text);
            return LocalDate.EPOCH;
        }
    }

    private String matching(Pattern form, PlanFaultCode code, String harmless) {
        String text = text();
        if (form.matcher(text).matches()) {
            return text;
        }
        if (!text.isEmpty()) {
            fault(code, text);
        }
        return harmless;
    }

    <T> T choice(Map<String, T> choices, T harmless) {
        String text = text();
        T chosen = choices.get(text);
        if (chosen == null && !text.isEmpty()) {
            fault(
                    PlanFaultCode.NO_CHOICE,
                    text,
                    choices.keySet().stream()
                            .sorted()
                            .reduce((a, b) -> a + ", " + b)
                            .orElse(""));
        }
        return chosen == null ? harmless : chosen;
    }
}

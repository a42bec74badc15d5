package org.tongzhou.catalogue.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tongzhou.catalogue.PlanText;
import org.tongzhou.catalogue.web.DraftPage.Change;
import org.tongzhou.catalogue.web.DraftPane.Fault;
import org.tongzhou.catalogue.web.DraftPane.Field;
import org.tongzhou.catalogue.web.DraftPane.Group;
import org.tongzhou.kernel.Characters;
import org.tongzhou.plan.PlanFault;
import org.tongzhou.shell.Frame;

/** A plan's text as the fields of a form, each value under words, and what differs between two texts. */
final class Outline {
    private static final Pattern STEP = Pattern.compile("([^.\\[\\]]+)((?:\\[\\d+])*)");
    private static final Pattern NOT_IN_FORM = Pattern.compile(
            "plan|.*\\.(clause|example|list|table|class)|claiming\\.papers.*|.*\\.lists\\[\\d+].*\\.(diseases|needs).*");
    /** Sections of words, folded at the end. */
    private static final List<String> WORDS = List.of("words", "clauses");

    private static final int LONG = 26;

    /** As many values as a form sends; the text has them all. */
    static final int MOST_FIELDS = 500;

    private final Frame frame;
    private final PlanText text;
    private final PlanText base;
    private final Map<String, String> faults;

    Outline(Frame frame, String text, Optional<String> base, List<PlanFault> faults) {
        this.frame = frame;
        this.text = PlanText.of(text);
        this.base = PlanText.of(base.orElse(""));
        this.faults = faults.stream()
                .filter(fault -> !fault.path().isEmpty())
                .collect(Collectors.toMap(PlanFault::path, fault -> words(frame, fault), (first, second) -> first));
    }

    static String words(Frame frame, PlanFault fault) {
        return frame.say("plan.fault." + fault.code().code(), fault.arguments().toArray());
    }

    static List<Fault> faults(Frame frame, String text, List<PlanFault> faults) {
        List<String> lines = text.lines().toList();
        return faults.stream()
                .map(fault -> new Fault(
                        fault.line(),
                        fault.column(),
                        fault.path(),
                        words(frame, fault),
                        fault.line() >= 1 && fault.line() <= lines.size()
                                ? Characters.shortened(
                                        80, lines.get(fault.line() - 1).strip())
                                : ""))
                .toList();
    }

    /** Top-level values first, then section by section, each benefit of its own; words are folded at the end. */
    List<Group> groups() {
        Map<String, List<Field>> groups = new LinkedHashMap<>();
        values().limit(MOST_FIELDS)
                .forEach(value -> groups.computeIfAbsent(section(value.path()), key -> new ArrayList<>())
                        .add(field(value)));
        return Stream.concat(groups.keySet().stream().filter(key -> !WORDS.contains(key)), WORDS.stream())
                .filter(groups::containsKey)
                .map(key -> new Group(title(key), groups.getOrDefault(key, List.of()), WORDS.contains(key)))
                .toList();
    }

    private Stream<PlanText.Value> values() {
        return text.values().values().stream()
                .filter(value -> !NOT_IN_FORM.matcher(value.path()).matches());
    }

    /** How many of the values the form lists, in words; empty where it lists them all. */
    String cut() {
        long all = values().count();
        return all <= MOST_FIELDS
                ? ""
                : frame.say("catalogue.draft.form.cut", MOST_FIELDS, frame.fmt().count(all));
    }

    private static String section(String path) {
        String first = path.split("\\.", -1)[0];
        boolean worded = path.endsWith(".zh") || path.endsWith(".en");
        return path.equals(first) ? "heading" : worded && !first.equals("clauses") ? "words" : first;
    }

    private String title(String section) {
        return switch (section) {
            case "heading" -> frame.say("catalogue.draft.heading");
            case "words" -> frame.say("catalogue.draft.wording");
            default -> label(section);
        };
    }

    private Field field(PlanText.Value value) {
        String path = value.path();
        String was = base.values().isEmpty() || base.at(path).equals(value.text()) ? null : base.at(path);
        boolean wide = value.text().length() > LONG || path.endsWith(".zh") || path.endsWith(".en");
        boolean whole = section(path).equals("heading") || section(path).equals("words");
        String inside = whole ? path : path.substring(path.indexOf('.') + 1);
        return new Field(path, label(inside), value.text(), was, faults.get(path), wide);
    }

    /** {@code 规则 2 · 比例} of {@code rules[1].rate}; a key without a word stands as it is. */
    private String label(String path) {
        List<String> steps = new ArrayList<>();
        for (String part : path.split("\\.", -1)) {
            Matcher step = STEP.matcher(part);
            if (step.matches() && !part.equals("value")) {
                steps.add(word(step.group(1)) + numbers(step.group(2)));
            }
        }
        return String.join(" · ", steps);
    }

    private String word(String key) {
        String known = "catalogue.key." + key;
        return frame.words().has(known) ? frame.words().say(known) : key;
    }

    private static String numbers(String indexes) {
        StringBuilder numbers = new StringBuilder();
        for (String index : indexes.split("[\\[\\]]+", -1)) {
            if (!index.isEmpty()) {
                numbers.append(' ').append(Integer.parseInt(index) + 1);
            }
        }
        return numbers.toString();
    }

    /** What differs from the base, in words; nothing where there is no base. */
    List<Change> changes() {
        if (base.values().isEmpty()) {
            return List.of();
        }
        Set<String> paths = new LinkedHashSet<>(text.values().keySet());
        paths.addAll(base.values().keySet());
        return paths.stream()
                .filter(path -> !text.at(path).equals(base.at(path)))
                .map(path -> new Change(label(path), base.at(path), text.at(path)))
                .toList();
    }
}

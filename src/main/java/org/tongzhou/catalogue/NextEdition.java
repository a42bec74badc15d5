package org.tongzhou.catalogue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tongzhou.plan.Heading.Retirement;
import org.tongzhou.plan.PlanCode;

/** What an edition takes over from the one before, and what a file calls its plan. */
final class NextEdition {
    private NextEdition() {}

    private static final Pattern END = Pattern.compile("(?m)^valid_to:.*\\R");

    /**
     * The same text with another first day and, after it, another name: {@code 2026-04}, or with the day. The end that the text
     * states was that of the edition before.
     */
    static String of(String text, LocalDate day) {
        String name = day.getDayOfMonth() == 1 ? day.toString().substring(0, 7) : day.toString();
        String next = PlanText.of(text).with(Map.of("edition", name, "valid_from", day.toString()));
        return END.matcher(next).replaceFirst("");
    }

    /** The same text with a line after its first day that says from when the plan is retired; it must state none yet. */
    static String retired(String text, Retirement retirement) {
        int line = PlanText.of(text).lineOf("valid_from");
        String successor =
                retirement.successor().map(code -> ", successor: " + code).orElse("");
        List<String> lines = new ArrayList<>(text.lines().toList());
        lines.add(line, "retired: {from: " + retirement.from() + successor + "}");
        return String.join("\n", lines) + "\n";
    }

    static Optional<PlanCode> code(String text) {
        try {
            return Optional.of(new PlanCode(PlanText.of(text).at("plan")));
        } catch (IllegalArgumentException noCode) {
            return Optional.empty();
        }
    }
}

package org.tongzhou.enrolment.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.tongzhou.enrolment.BadRows;
import org.tongzhou.enrolment.RowCode;
import org.tongzhou.enrolment.RowIssue;
import org.tongzhou.plan.PlanVersion;
import org.tongzhou.shell.Frame;

/** What is said about a row: what is wrong, and what to do. */
record RosterWords(Frame frame) implements BadRows.Reasons {
    String group(RowCode code) {
        return frame.say(key(code) + ".group");
    }

    String what(RowIssue issue) {
        return frame.say(key(issue.code()), facts(issue));
    }

    /** Empty where the fault says it all. */
    String how(RowIssue issue) {
        String key = key(issue.code()) + ".how";
        return frame.words().has(key) ? frame.say(key, facts(issue)) : "";
    }

    private static String key(RowCode code) {
        return "roster.code." + code.code();
    }

    private Object[] facts(RowIssue issue) {
        return switch (issue.code()) {
            case ID_BIRTH_DATE -> new Object[] {birth(issue.facts().get(0))};
            case COVERED_HERE, COVERED_ELSEWHERE -> covered(issue);
            case HELD_PLAN_EXCLUDES ->
                new Object[] {
                    in(issue, 0, 3), in(issue, 1, 4), until(issue.facts().get(2))
                };
            case BASE_MISSING -> new Object[] {in(issue, 0, 2), in(issue, 1, 3)};
            case BASE_NOT_IN_ROW -> new Object[] {issue.facts().get(0), in(issue, 1, 2)};
            case UNITS_NOT_EQUAL -> replaced(issue, in(issue, 0, 3));
            case TOO_FEW_JOIN -> replaced(issue, in(issue, 0, 4));
            case STAFF_UNKNOWN -> new Object[] {in(issue, 0, 1)};
            case PLAN_RETIRED -> retired(issue);
            case UNIT_TYPE_NOT_ADMITTED, UNIT_TYPE_MISSING -> unitTypes(issue);
            default -> issue.facts().toArray();
        };
    }

    /** The Chinese or the English form of a name that an issue brings in both. */
    private String in(RowIssue issue, int chinese, int english) {
        return issue.facts().get(frame.english() ? english : chinese);
    }

    private static Object[] replaced(RowIssue issue, String first) {
        Object[] facts = issue.facts().toArray();
        facts[0] = first;
        return facts;
    }

    private Object[] retired(RowIssue issue) {
        String next = in(issue, 2, 3);
        return new Object[] {
            issue.facts().get(0),
            issue.facts().get(1),
            next.isEmpty() ? frame.say("roster.retired.none") : frame.say("roster.retired.next", next)
        };
    }

    private Object[] unitTypes(RowIssue issue) {
        String admitted = Arrays.stream(issue.facts().get(2).split(" ", -1))
                .map(this::unitType)
                .collect(Collectors.joining(frame.say("roster.comma")));
        return new Object[] {issue.facts().get(0), unitType(issue.facts().get(1)), admitted};
    }

    /** A kind that only the plan knows goes by its code. */
    private String unitType(String code) {
        String key = "roster.unit_type." + code;
        return frame.words().has(key) ? frame.say(key) : code;
    }

    private static String birth(String digits) {
        return digits.substring(0, 4) + "-" + digits.substring(4, 6) + "-" + digits.substring(6);
    }

    private Object[] covered(RowIssue issue) {
        return new Object[] {
            in(issue, 0, 3), until(issue.facts().get(1)), issue.facts().get(2)
        };
    }

    private String until(String day) {
        return day.isEmpty() ? frame.say("roster.covered.awaiting") : frame.say("roster.covered.until", day);
    }

    @Override
    public String heading() {
        return frame.say("roster.bad_rows.heading");
    }

    @Override
    public String fileSuffix() {
        return frame.say("roster.bad_rows.suffix");
    }

    @Override
    public String of(RowIssue issue) {
        String how = how(issue);
        return how.isEmpty() ? what(issue) : what(issue) + frame.say("roster.bad_rows.comma") + how;
    }

    /** The heading of the plan's column in rosters where there is one, since everybody knows it by that. */
    String plan(PlanVersion plan) {
        return frame.english()
                ? plan.name().en()
                : plan.rosterColumn().orElse(plan.name().zh());
    }

    /** In a crowded row; plans without a short word go by their heading. */
    String shortPlan(PlanVersion plan) {
        String key = "roster.short." + plan.code();
        return frame.words().has(key) ? frame.say(key) : plan(plan);
    }

    static String showOf(RowCode code) {
        return (code.isNote() ? "note-" : "code-") + code.code().toLowerCase(Locale.ROOT);
    }
}

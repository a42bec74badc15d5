package org.tongzhou.enrolment.web;

import java.util.Locale;
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
            default -> issue.facts().toArray();
        };
    }

    private static String birth(String digits) {
        return digits.substring(0, 4) + "-" + digits.substring(4, 6) + "-" + digits.substring(6);
    }

    private Object[] covered(RowIssue issue) {
        String until = issue.facts().get(1);
        String standing =
                until.isEmpty() ? frame.say("roster.covered.awaiting") : frame.say("roster.covered.until", until);
        return new Object[] {
            issue.facts().get(frame.english() ? 3 : 0), standing, issue.facts().get(2)
        };
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

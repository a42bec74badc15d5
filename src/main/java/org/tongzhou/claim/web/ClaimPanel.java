package org.tongzhou.claim.web;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tongzhou.shell.ClockFace;

/** One claim as its reviewer judges it; {@code recallable} is what may still be demanded back, or null; {@code late} past a filing limit. */
public record ClaimPanel(
        long id,
        int version,
        Who who,
        PaperViewer viewer,
        List<Finding> findings,
        List<Doubt> doubts,
        List<Said> said,
        List<Fact> facts,
        List<Fact> minor,
        List<Check> checks,
        ClaimSum sum,
        @Nullable Classes classes,
        @Nullable Grades grades,
        List<Choice> graver,
        @Nullable String recallable,
        boolean late,
        ReviewerActs acts,
        Payee payee,
        List<String> history) {

    /** Every field once, to be put right. */
    public List<Fact> known() {
        return Stream.concat(facts.stream(), minor.stream()).toList();
    }

    /** Whether the form of this {@link KeptForm#act act} stands on the page. */
    boolean has(String act) {
        return switch (act) {
            case "graver" -> !graver.isEmpty() || grades != null && grades.graver();
            case "recall" -> recallable != null;
            case "ask", "refuse", "facts" -> acts.decide();
            default -> acts.decide() && hasOpenSign(act);
        };
    }

    private boolean hasOpenSign(String form) {
        return doubts.stream()
                .filter(Doubt::isOpen)
                .anyMatch(doubt -> doubt.form().equals(form));
    }

    static String signForm(long sign) {
        return "sign-" + sign;
    }

    /** The member and the claim; {@code clock} is null when no answer is owed; {@code acted} tells the step before. */
    public record Who(
            String name,
            String about,
            String maskedId,
            long person,
            String number,
            @Nullable ClockFace clock,
            String due,
            String state,
            String tone) {}

    /** A further benefit that may be owed; {@code own} where the reader reviews and the cover is of their territory. */
    public record Finding(long id, String title, String text, boolean own) {}

    /** What was said on the way and matters now: why it was refused, why the member appeals, why the class changes. */
    public record Said(String title, String words) {}

    /**
     * A sign that somebody has to look at, or has: {@code other} is the number of the other case, null where none is named;
     * {@code looked} tells what they found, empty while nobody has; one that {@code holdsPayment} is looked at after approval too.
     */
    public record Doubt(
            long id, String title, String text, @Nullable String other, String looked, boolean holdsPayment) {
        public String form() {
            return signForm(id);
        }

        public boolean isOpen() {
            return looked.isEmpty();
        }
    }

    /** One field beside the paper: {@code low} has to be looked at, {@code note} says why. */
    public record Fact(String code, int n, String label, String value, String typed, boolean low, String note) {}

    /** A check the system made. */
    public record Check(String word, boolean holds) {}

    /** Classes to choose from; {@code confirmed} is null while nobody has. */
    public record Classes(List<Choice> choices, @Nullable String confirmed, boolean open) {}

    /** Grades of disability to choose from, for the claim itself while it is {@code open}, or for one over the difference. */
    public record Grades(List<Choice> choices, int judgedByDay, Graded confirmed, boolean open, boolean graver) {}

    /** What was confirmed, as it is typed; empty while nobody has. */
    public record Graded(String grade, String judged, String ended) {}

    /** Whose account it goes to, and whether the reader may name an heir. */
    public record Payee(String line, boolean nameable) {}

    /** One class, with what it needs and pays. */
    public record Choice(String code, String name, String amount) {}
}

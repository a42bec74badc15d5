package org.tongzhou.contribution.web;

import java.time.LocalDate;
import org.tongzhou.contribution.Assignment;
import org.tongzhou.contribution.Granted;
import org.tongzhou.contribution.Programme;
import org.tongzhou.kernel.Slice;
import org.tongzhou.organisation.Share;
import org.tongzhou.organisation.UnitKind;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.PagedLists;

/** One programme: terms, budget, who had what, what its giver has transferred under which reference. */
public record ProgrammePage(
        Programme programme,
        String reference,
        Slice<Granted> granted,
        Slice<Assignment> funding,
        PagedLists lists,
        LocalDate today,
        boolean checker,
        boolean finance) {
    public boolean mayAgree() {
        return checker && state() == Programme.State.PROPOSED;
    }

    public boolean mayStop() {
        return finance
                && (state() == Programme.State.OPEN
                        || state() == Programme.State.COMING
                        || state() == Programme.State.PROPOSED);
    }

    public Programme.State state() {
        return programme.state(today);
    }

    public static String tone(Programme.State state) {
        return switch (state) {
            case OPEN -> "good";
            case PROPOSED, USED_UP -> "warn";
            case COMING -> "info";
            case OVER, STOPPED -> "";
        };
    }

    /** What it pays, in words: percent of the fee or yuan for each person. */
    public static String share(Frame frame, Programme programme) {
        if (programme.terms().share() instanceof Share.Percent percent) {
            return frame.say("contribution.programme.percent", frame.fmt().percent(percent.basisPoints()));
        }
        return frame.say(
                "contribution.programme.each",
                frame.fmt().money(((Share.Each) programme.terms().share()).perPerson()));
    }

    /** Whom it helps, in words. */
    public static String whom(Frame frame, Programme programme) {
        StringBuilder words = new StringBuilder();
        for (UnitKind kind : UnitKind.values()) {
            if (programme.terms().kinds().contains(kind)) {
                words.append(words.isEmpty() ? "" : frame.say("contribution.list.comma"))
                        .append(frame.say("contribution.kind." + kind.name()));
            }
        }
        if (words.isEmpty()) {
            words.append(frame.say("contribution.kind.any"));
        }
        if (programme.terms().mostStaff() != null) {
            words.append(frame.say("contribution.list.comma"))
                    .append(frame.say(
                            "contribution.programme.staff",
                            frame.fmt().count(programme.terms().mostStaff())));
        }
        if (!programme.terms().flags().isEmpty()) {
            words.append(frame.say("contribution.list.comma")).append(frame.say("contribution.programme.struggling"));
        }
        if (programme.reserved()) {
            words.append(frame.say("contribution.list.comma")).append(frame.say("contribution.programme.reserved"));
        }
        return words.toString();
    }

    /** How much of the budget is used, in percent for a bar. */
    public static double used(Programme programme) {
        return 100.0 * programme.used().fen() / programme.terms().budget().fen();
    }
}

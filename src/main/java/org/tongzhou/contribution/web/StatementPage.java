package org.tongzhou.contribution.web;

import java.util.List;
import org.tongzhou.contribution.CreditOutcome;
import org.tongzhou.contribution.Outcome;
import org.tongzhou.contribution.Statement;
import org.tongzhou.kernel.Money;
import org.tongzhou.shell.Frame;

/** One bank file and what became of its lines. */
public record StatementPage(Statement statement, List<CreditOutcome> lines) {
    /** Tone of an outcome's tag: good when settled, warn when somebody has to look. */
    public static String tone(Outcome outcome) {
        return switch (outcome) {
            case EXACT -> "good";
            case SHORT, OVER, UNKNOWN, RETURNED, CAME_BACK -> "warn";
            case DIFFERS, RETURN_UNKNOWN -> "bad";
            case DUPLICATE, NOT_A_FEE -> "";
        };
    }

    /** What the line came to, in words. */
    public static String why(Frame frame, CreditOutcome line) {
        Money amount = line.outcome() == Outcome.OVER ? line.amount().minus(line.applied()) : line.outstanding();
        boolean ofNoBill = line.outcome() == Outcome.RETURNED && line.bill() == null;
        return frame.say(
                "contribution.outcome." + line.outcome().name() + ".why" + (ofNoBill ? ".noBill" : ""),
                frame.fmt().yuan(amount));
    }
}

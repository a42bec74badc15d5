package org.tongzhou.contribution.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tongzhou.contribution.CreditOutcome;
import org.tongzhou.contribution.Outcome;
import org.tongzhou.contribution.Statement;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Slice;
import org.tongzhou.payment.Instruction;
import org.tongzhou.payment.InstructionId;
import org.tongzhou.payment.SentBack;
import org.tongzhou.shell.Frame;

/** One bank file and what became of its lines; {@code payments} are those of ours that lines say came back. */
public record StatementPage(
        Statement statement, Slice<CreditOutcome> lines, String after, Map<InstructionId, Instruction> payments) {
    /** Tone of an outcome's tag: good when settled, warn when somebody has to look. */
    public static String tone(Outcome outcome) {
        return switch (outcome) {
            case EXACT, SENT_BACK -> "good";
            case SHORT, OVER, UNKNOWN, RETURNED, CAME_BACK -> "warn";
            case DIFFERS, RETURN_UNKNOWN -> "bad";
            case DUPLICATE, NOT_A_FEE -> "";
        };
    }

    /** The payment of ours that a line says came back, where one has the number it bears. */
    public @Nullable Instruction payment(CreditOutcome line) {
        SentBack.Told told = line.cameBack();
        return told == null || told.payment() == null ? null : payments.get(told.payment());
    }

    /** What the line came to, in words. */
    public String why(Frame frame, CreditOutcome line) {
        SentBack.Told told = line.cameBack();
        if (line.outcome() == Outcome.CAME_BACK && told != null && told.finding() != SentBack.Finding.NO_NUMBER) {
            Instruction payment = payment(line);
            return frame.say(
                    "contribution.cameBack." + told.finding().name(),
                    payment == null ? "" : frame.fmt().yuan(payment.amount()));
        }
        if (line.outcome() == Outcome.DIFFERS && line.noted() != null) {
            return frame.say(
                    "contribution.outcome.DIFFERS.why.noted",
                    frame.fmt().yuan(line.noted().amount()));
        }
        Money amount = line.outcome() == Outcome.OVER ? line.amount().minus(line.applied()) : line.outstanding();
        boolean ofNoBill = line.outcome() == Outcome.RETURNED && line.bill() == null;
        return frame.say(
                "contribution.outcome." + line.outcome().name() + ".why" + (ofNoBill ? ".noBill" : ""),
                frame.fmt().yuan(amount));
    }
}

package org.tongzhou.claim.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tongzhou.claim.EventCase;
import org.tongzhou.claim.FactFault;
import org.tongzhou.claim.FactField;
import org.tongzhou.claim.Outcome;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.person.PersonCard;
import org.tongzhou.shell.Explanations;
import org.tongzhou.shell.Explanations.Reader;
import org.tongzhou.shell.Frame;

/** Words that several pages of claims share. */
final class ClaimWords {
    private ClaimWords() {}

    /** When a draft was saved. */
    static String saved(EventCase draft, Frame frame) {
        return frame.say(
                "claim.saved",
                frame.fmt().memberStamp(draft.hand().savedAt(), frame.today().day()));
    }

    /** What was refused, at a field; empty for nothing. */
    static Map<String, String> errors(Frame frame, String field, @Nullable Refusal refusal) {
        Map<String, String> errors = new LinkedHashMap<>();
        if (refusal != null) {
            errors.put(field, sentence(refusal, frame));
        }
        return errors;
    }

    /** A refusal whose detail is a field says the field's word, one whose detail is a fault says what is wrong. */
    static String sentence(Refusal refusal, Frame frame) {
        Object[] details =
                refusal.details().stream().map(detail -> word(detail, frame)).toArray();
        return frame.say("refusal." + refusal.code(), details);
    }

    private static Object word(Object detail, Frame frame) {
        if (detail instanceof FactField field) {
            return frame.say(field.key());
        }
        return detail instanceof FactFault fault ? sentence(fault, frame) : detail;
    }

    static String sentence(FactFault fault, Frame frame) {
        return frame.say(fault.code().key(), frame.say(fault.field().key()));
    }

    /** A value as a page shows it. */
    static String shown(FactField field, String value, Frame frame) {
        if (value.isEmpty()) {
            return frame.fmt().orNone(null);
        }
        return field.kind() == FactField.Kind.MONEY ? frame.fmt().yuan(Money.ofFen(Long.parseLong(value))) : value;
    }

    /** A value as it stands in an input. */
    static String typed(FactField field, String value) {
        return field.kind() == FactField.Kind.MONEY && !value.isEmpty()
                ? Money.ofFen(Long.parseLong(value)).plainYuan()
                : value;
    }

    /** The rules that stand against paying. */
    static List<String> against(Outcome outcome, Frame frame, Reader reader) {
        return outcome.objections().stream()
                .map(one -> Explanations.words(frame, "decision.reason." + one.code(), one.facts(), reader))
                .toList();
    }

    /** The account that a person has given, or that there is none. */
    static String cardLine(PersonCard card, Frame frame) {
        return card.cardTail() == null
                ? frame.say("claim.card.none")
                : frame.say("claim.card", frame.bank(card.bankName()), card.cardTail());
    }
}

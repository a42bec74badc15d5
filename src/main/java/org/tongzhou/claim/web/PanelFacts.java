package org.tongzhou.claim.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tongzhou.claim.ClaimFile;
import org.tongzhou.claim.FactField;
import org.tongzhou.claim.FactSheet;
import org.tongzhou.claim.KnownFact;
import org.tongzhou.claim.web.ClaimPanel.Fact;
import org.tongzhou.shell.Frame;

/** The fields beside the paper, numbered as on it. */
final class PanelFacts {
    /** Fields that stand apart when nothing is wrong with them. */
    private static final Set<String> MINOR = Set.of("sex", "inNo", "dept", "date", "code", "no", "chk");

    private PanelFacts() {}

    /** Every known field with its number, the minor ones last, after one that is still asked for; the numbers stand on the paper too. */
    static List<Fact> of(ClaimFile file, Frame frame) {
        List<Fact> facts = new ArrayList<>();
        if (file.lacksDiagnosis()) {
            facts.add(asked(FactField.DIAGNOSED, frame));
        }
        FactSheet sheet = file.eventCase().facts();
        for (boolean minor : List.of(false, true)) {
            sheet.entries().forEach((field, entry) -> {
                if (minor == MINOR.contains(field.code())) {
                    facts.add(fact(facts.size() + 1, field, entry, frame));
                }
            });
        }
        return facts;
    }

    private static Fact asked(FactField field, Frame frame) {
        String nothing = ClaimWords.shown(field, "", frame);
        return new Fact(field.code(), 1, frame.say(field.key()), nothing, "", true, frame.say("claim.review.asked"));
    }

    private static Fact fact(int number, FactField field, KnownFact entry, Frame frame) {
        return new Fact(
                field.code(),
                number,
                frame.say(field.key()),
                ClaimWords.shown(field, entry.value(), frame),
                ClaimWords.typed(field, entry.value()),
                entry.needsLook(),
                note(field, entry, frame));
    }

    private static String note(FactField field, KnownFact entry, Frame frame) {
        String read = entry.read();
        if (entry.isCorrected()) {
            return read == null
                    ? frame.say("claim.review.typed")
                    : frame.say("claim.review.corrected", ClaimWords.shown(field, read, frame));
        }
        return entry.doubtful() ? frame.say("claim.review.doubtful") : "";
    }

    /** Nothing is wrong with it, and it stands apart. */
    static boolean isMinor(Fact fact) {
        return !fact.low() && MINOR.contains(fact.code());
    }
}

package org.tongzhou.claim.web;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.ClaimFile;
import org.tongzhou.claim.Sign;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Mask;
import org.tongzhou.shell.Frame;

/** The signs on a claim that somebody has to look at, or has. */
@Component
class PanelDoubts {
    private final PaperViews papers;

    PanelDoubts(PaperViews papers) {
        this.papers = papers;
    }

    /** Signs, those that wait first. */
    List<ClaimPanel.Doubt> of(Actor actor, ClaimFile file, Frame frame) {
        boolean whole = actor.scope().isWholeFund();
        return file.signs().stream()
                .sorted(Comparator.comparing(sign -> !sign.isOpen()))
                .map(sign -> new ClaimPanel.Doubt(
                        sign.id(),
                        frame.say(sign.kind().key()),
                        sign.kind() == Sign.Kind.TEXT_DIFFERS
                                ? papers.contradictions(actor, file, frame)
                                : other(sign, whole, frame),
                        sign.otherNumber(),
                        looked(sign.looked(), frame),
                        sign.kind() == Sign.Kind.REPORT_DIFFERS))
                .toList();
    }

    /** Where to look: the other case; of another fund its code alone, and that only to those who see a whole fund. */
    private static String other(Sign sign, boolean whole, Frame frame) {
        if (sign.otherFund() != null) {
            return whole ? frame.say("claim.sign.elsewhere", sign.otherFund()) : "";
        }
        if (sign.otherNumber() == null) {
            return "";
        }
        return sign.kind() == Sign.Kind.SAME_PICTURE && sign.paper() != null
                ? frame.say("claim.sign.picture", Places.paper(sign.paper(), frame), sign.otherNumber())
                : frame.say("claim.sign.other", sign.otherNumber());
    }

    private static String looked(Sign.@Nullable Looked looked, Frame frame) {
        return looked == null
                ? ""
                : frame.say(
                        "claim.sign.looked", Mask.name(looked.by()), frame.fmt().stamp(looked.at()), looked.words());
    }
}

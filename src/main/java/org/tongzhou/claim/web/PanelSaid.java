package org.tongzhou.claim.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tongzhou.claim.Announcement;
import org.tongzhou.claim.ClaimFile;
import org.tongzhou.claim.ClaimState;
import org.tongzhou.claim.Verb;
import org.tongzhou.shell.Frame;

/** What was said on the way to a claim's panel: who reported the stay, and words that the next reader needs. */
final class PanelSaid {
    /** Verbs whose words the next reader needs once a claim has come back, or follows another. */
    private static final Set<Verb> TELLING =
            Set.of(Verb.REFUSAL_CONFIRMED, Verb.APPEALED, Verb.RECLASSIFIED, Verb.PAPERS_ASKED, Verb.PAPERS_GIVEN);

    private PanelSaid() {}

    static List<ClaimPanel.Said> of(ClaimFile file, Frame frame) {
        List<ClaimPanel.Said> said = new ArrayList<>();
        if (file.eventCase().source() != null) {
            String key = file.announcement() == null ? "claim.review.reported" : "claim.direct.source";
            said.add(new ClaimPanel.Said(frame.say(key), reported(file, frame)));
        }
        if (file.claim().state() != ClaimState.REFUSED) {
            said.addAll(told(file, frame));
        }
        return said;
    }

    /** Who reported the stay, what the member was told, and what came of it. */
    private static String reported(ClaimFile file, Frame frame) {
        String basis = DirectViews.deskBasis(file.eventCase(), frame);
        Announcement told = file.announcement();
        if (told == null) {
            return basis;
        }
        String line = frame.say(
                "claim.direct.told",
                frame.fmt().stamp(told.announcedAt()),
                frame.fmt().money(told.amount()),
                told.payOn());
        Announcement.End end = told.end();
        String reason = told.reason();
        String outcome = end == null
                ? ""
                : frame.say(
                        "claim.direct.end." + end.name(),
                        reason == null ? "" : frame.say("claim.direct.reason." + reason));
        return String.join("\n", basis, line, outcome).strip();
    }

    private static List<ClaimPanel.Said> told(ClaimFile file, Frame frame) {
        return file.history().stream()
                .filter(step -> TELLING.contains(step.verb()) && step.words() != null)
                .map(step -> new ClaimPanel.Said(
                        frame.say(step.verb().key()) + " " + frame.fmt().stamp(step.at()),
                        String.valueOf(step.words())))
                .toList();
    }
}

package org.tongzhou.enrolment.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tongzhou.enrolment.Draft;
import org.tongzhou.shell.Frame;

/**
 * The rosters of a unit, newest first; {@code closed} says that the unit is and hands in none, {@code refused} why the file just
 * sent cannot be read.
 */
public record RosterList(
        String unit,
        List<Draft> drafts,
        @Nullable String after,
        @Nullable String next,
        @Nullable String closed,
        @Nullable String refused) {
    public RosterList {
        drafts = List.copyOf(drafts);
    }

    public static String word(Frame frame, Draft draft) {
        if (draft.isPartlyEnrolled()) {
            return frame.say("roster.state.partly");
        }
        return frame.say(draft.state() == Draft.State.OPEN ? "roster.state.open" : "roster.state.enrolled");
    }
}

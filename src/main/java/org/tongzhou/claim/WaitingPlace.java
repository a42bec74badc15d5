package org.tongzhou.claim;

import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in the list of what an officer filed and waits: for papers, for a card, then for an answer by its day, which is none while
 * papers are awaited. The key by which the list goes on.
 */
record WaitingPlace(int rank, long day, long id) {
    /** Later than any day on which an answer is due. */
    static final long NO_DAY = 9_999_999;

    private static final Pattern FORM = Pattern.compile("([0-2])_(\\d{1,7})_(\\d{1,18})");

    /** The place above which the list goes on after a key; below all at its beginning. */
    static WaitingPlace above(@Nullable String after) {
        Matcher key = FORM.matcher(after == null ? "" : after);
        return key.matches()
                ? new WaitingPlace(
                        Integer.parseInt(key.group(1)), Long.parseLong(key.group(2)), Long.parseLong(key.group(3)))
                : new WaitingPlace(0, 0, 0);
    }

    static WaitingPlace of(Claim claim) {
        LocalDate due = claim.clock().dueOn();
        int rank = switch (claim.state()) {
            case SUPPLEMENT -> 0;
            case RETURNED -> 1;
            default -> 2;
        };
        return new WaitingPlace(
                rank, due == null ? NO_DAY : due.toEpochDay(), claim.id().value());
    }

    String key() {
        return rank + "_" + day + "_" + id;
    }
}

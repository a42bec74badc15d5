package org.tongzhou.kernel;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A place in a list of what waits for somebody and then all else, each by its number: the key by which the list goes on. */
public record Turn(boolean waits, long id) {
    private static final Pattern FORM = Pattern.compile("([01])_(\\d{1,18})");

    /** The turn below which a list of the newest first goes on after a key; above all at its beginning. */
    public static Turn below(@Nullable String after) {
        return of(after, Long.MAX_VALUE);
    }

    /** The same of a list of the first first. */
    public static Turn above(@Nullable String after) {
        return of(after, 0);
    }

    private static Turn of(@Nullable String after, long beginning) {
        Matcher key = FORM.matcher(after == null ? "" : after);
        return key.matches()
                ? new Turn(key.group(1).equals("1"), Long.parseLong(key.group(2)))
                : new Turn(true, beginning);
    }

    public String key() {
        return (waits ? "1_" : "0_") + id;
    }
}

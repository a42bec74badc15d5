package org.tongzhou.kernel;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A place in a list of the latest first, by when something was and its number: the key by which the list goes on. */
public record Moment(Instant at, long id) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,18})_(\\d{1,18})");
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    /** The moment below which the list goes on after a key; above all at its beginning. */
    public static Moment below(@Nullable String after) {
        Matcher key = FORM.matcher(after == null ? "" : after);
        return key.matches()
                ? new Moment(
                        Instant.EPOCH.plus(Long.parseLong(key.group(1)), ChronoUnit.MICROS),
                        Long.parseLong(key.group(2)))
                : new Moment(LAST, Long.MAX_VALUE);
    }

    /** In microseconds, as the database keeps it. */
    public String key() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at) + "_" + id;
    }
}

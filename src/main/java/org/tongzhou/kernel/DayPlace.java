package org.tongzhou.kernel;

import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A place in a list of the earliest first, by the day on which something is due and its number: the key by which the list goes on. */
public record DayPlace(LocalDate day, long id) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,6})_(\\d{1,18})");

    /** The place above which the list goes on after a key; below all at its beginning. */
    public static DayPlace above(@Nullable String after) {
        Matcher key = FORM.matcher(after == null ? "" : after);
        return key.matches()
                ? new DayPlace(LocalDate.ofEpochDay(Long.parseLong(key.group(1))), Long.parseLong(key.group(2)))
                : new DayPlace(LocalDate.EPOCH, 0);
    }

    public String key() {
        return day.toEpochDay() + "_" + id;
    }
}

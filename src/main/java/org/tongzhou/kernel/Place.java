package org.tongzhou.kernel;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A place in a list whose order is a number of its rows and then their id: the key by which the list goes on. */
public record Place(long first, long id) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,18})_(\\d{1,18})");

    /** The place that a key names; where it names none, the beginning of the list. */
    public static Place of(@Nullable String key, Place beginning) {
        Matcher form = FORM.matcher(key == null ? "" : key);
        return form.matches() ? new Place(Long.parseLong(form.group(1)), Long.parseLong(form.group(2))) : beginning;
    }

    public String key() {
        return first + "_" + id;
    }
}

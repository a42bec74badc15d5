package org.tongzhou.enrolment;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where one of a submission stands in its list: who was left out first, then by row. */
record JoinerKey(boolean stays, int row, long person) {
    private static final JoinerKey FIRST = new JoinerKey(false, -1, 0);

    private static final Pattern FORM = Pattern.compile("([01])-(\\d{1,9})-(\\d{1,18})");

    /** As {@link #toString} wrote it; anything else begins the list. */
    static JoinerKey of(String text) {
        Matcher key = FORM.matcher(text);
        return key.matches()
                ? new JoinerKey(key.group(1).equals("1"), Integer.parseInt(key.group(2)), Long.parseLong(key.group(3)))
                : FIRST;
    }

    @Override
    public String toString() {
        return (stays ? 1 : 0) + "-" + row + "-" + person;
    }
}

package org.tongzhou.notice;

import java.util.regex.Pattern;

/** A one-time code: nothing of a person, an illness or an amount has this form, and no log line shows it. */
record SixDigits(String value) {
    private static final Pattern FORM = Pattern.compile("\\d{6}");

    SixDigits {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("code of " + value.length() + " characters");
        }
    }

    @Override
    public String toString() {
        return "SixDigits[…]";
    }
}

package org.tongzhou.notice;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The number of a claim: two letters, then digits. Nothing of a person, an illness or an amount has this form. */
record ClaimNumber(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Z]{2}\\d{8,20}");

    ClaimNumber {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("claim number of " + value.length() + " characters");
        }
    }

    /** Null when the text is not one. */
    static @Nullable ClaimNumber parse(String text) {
        return FORM.matcher(text).matches() ? new ClaimNumber(text) : null;
    }
}

package org.tongzhou.plan;

import java.util.regex.Pattern;

/** The lasting name of a plan over all its editions, such as {@code hospital}: 2 to 40 of a–z, 0–9 and hyphen, a letter first. */
public record PlanCode(String value) implements Comparable<PlanCode> {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{1,39}");

    public PlanCode {
        if (!isForm(value)) {
            throw new IllegalArgumentException("plan code " + value);
        }
        value = value.intern();
    }

    static boolean isForm(String text) {
        return FORM.matcher(text).matches();
    }

    /** Values come from the pool of texts, so that one look tells two codes apart. */
    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean equals(Object other) {
        return other instanceof PlanCode code && value == code.value;
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public int compareTo(PlanCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

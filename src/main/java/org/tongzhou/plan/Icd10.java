package org.tongzhou.plan;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An ICD-10 code in its international part: a category {@code C50} or a subcategory {@code I21.0}; national extensions are cut off. */
public record Icd10(String code) implements Comparable<Icd10> {
    private static final Pattern FORM = Pattern.compile("[A-Z]\\d{2}(\\.\\d)?");
    private static final Pattern WITHIN =
            Pattern.compile("(?<![A-Za-z0-9])([A-Za-z]\\d{2})(?:\\.(\\d)[0-9xX]{0,7})?(?![A-Za-z0-9.])");

    public Icd10 {
        if (!isForm(code)) {
            throw new IllegalArgumentException("not an ICD-10 code");
        }
    }

    static boolean isForm(String text) {
        return FORM.matcher(text).matches();
    }

    /** The first code in a diagnosis text such as {@code 急性前壁心肌梗死 I21.0} or {@code I21.001}. */
    public static Optional<Icd10> find(String text) {
        Matcher found = WITHIN.matcher(text.substring(0, Math.min(text.length(), 1_000)));
        if (!found.find()) {
            return Optional.empty();
        }
        String category = found.group(1).toUpperCase(Locale.ROOT);
        return Optional.of(new Icd10(found.group(2) == null ? category : category + "." + found.group(2)));
    }

    /** The code as a number, that of the first subcategory for a category: I21 is I21.0. */
    public int low() {
        int category = (code.charAt(0) - 'A') * 100 + (code.charAt(1) - '0') * 10 + code.charAt(2) - '0';
        return category * 10 + (isCategory() ? 0 : code.charAt(4) - '0');
    }

    /** The same, with the last subcategory for a category: I21 is I21.9. */
    public int high() {
        return isCategory() ? low() + 9 : low();
    }

    private boolean isCategory() {
        return code.length() == 3;
    }

    @Override
    public int compareTo(Icd10 other) {
        return code.compareTo(other.code);
    }

    @Override
    public String toString() {
        return code;
    }
}

package org.tongzhou.plan;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An ICD-10 code in its international part: a category {@code C50} or a subcategory {@code I21.0}; national extensions are cut off. */
public record Icd10(String code) implements Comparable<Icd10> {
    private static final Pattern FORM = Pattern.compile("[A-Z]\\d{2}(\\.\\d)?");

    /** Clinical editions fill an absent fourth digit with an x: {@code C56.x00} is the category; what follows a dot is no code. */
    private static final Pattern WITHIN = Pattern.compile("(?<![A-Za-z0-9])(?<![A-Za-z]\\d{2}\\.)"
            + "([A-Za-z]\\d{2})(?:\\.(?:(\\d)|[xX])[0-9xX]{0,7})?(?!\\.?[A-Za-z0-9])");

    public Icd10 {
        if (!isForm(code)) {
            throw new IllegalArgumentException("not an ICD-10 code");
        }
    }

    static boolean isForm(String text) {
        return FORM.matcher(text).matches();
    }

    /** All codes in a text of diagnoses such as {@code 恶性肿瘤化学治疗 Z51.1；乳腺癌 C50.900}, in their order. */
    public static Set<Icd10> within(String text) {
        return WITHIN.matcher(text.substring(0, Math.min(text.length(), 1_000)))
                .results()
                .map(Icd10::of)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Icd10 of(MatchResult found) {
        String category = found.group(1).toUpperCase(Locale.ROOT);
        return new Icd10(found.group(2) == null ? category : category + "." + found.group(2));
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

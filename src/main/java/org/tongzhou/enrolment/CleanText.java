package org.tongzhou.enrolment;

import java.util.Locale;
import java.util.regex.Pattern;

/** A cell's text without what people and programs add around it, and what was taken off. */
record CleanText(String text, boolean fullWidth, boolean spaced, boolean apostrophe) {
    /** Spaces of every width, also the ones that do not show. */
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}\\u200B-\\u200F\\u2060\\uFEFF]+");

    private static final Pattern HYPHENS = Pattern.compile("[-\\u2010-\\u2015\\uFF0D]");
    private static final Pattern DOTS = Pattern.compile("[\\u2022\\u2027\\u30FB\\uFF0E\\u22C5\\u2219\\u00B7]");

    /** For numbers: no spaces, no hyphens, digits of normal width, upper case, without Excel's leading apostrophe. */
    static CleanText number(String raw) {
        if (isPlainNumber(raw)) {
            return new CleanText(raw, false, false, false);
        }
        String trimmed = trim(raw);
        boolean apostrophe = trimmed.startsWith("'") || trimmed.startsWith("’") || trimmed.startsWith("`");
        String bare = apostrophe ? trimmed.substring(1) : trimmed;
        String joined = HYPHENS.matcher(SPACES.matcher(bare).replaceAll("")).replaceAll("");
        StringBuilder narrow = new StringBuilder(joined.length());
        joined.chars().forEach(c -> narrow.append((char) (c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c)));
        String text = narrow.toString().toUpperCase(Locale.ROOT);
        return new CleanText(text, !narrow.toString().equals(joined), !joined.equals(trim(bare)), apostrophe);
    }

    /** For names: nothing around, single spaces inside a Latin name, none inside a Chinese one. */
    static CleanText name(String raw) {
        if (isPlainName(raw)) {
            return new CleanText(raw, false, false, false);
        }
        String trimmed = trim(raw);
        boolean latin = trimmed.codePoints().noneMatch(Character::isIdeographic);
        String text = SPACES.matcher(trimmed).replaceAll(latin ? " " : "");
        String dotted = DOTS.matcher(text).replaceAll("·");
        return new CleanText(dotted, false, !text.equals(raw), false);
    }

    /** Digits and capitals: most cells, of which nothing is to be taken off. */
    private static boolean isPlainNumber(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if ((c < '0' || c > '9') && (c < 'A' || c > 'Z')) {
                return false;
            }
        }
        return true;
    }

    /** Common ideographs alone. */
    static boolean isPlainName(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) < 0x4E00 || raw.charAt(i) > 0x9FA5) {
                return false;
            }
        }
        return true;
    }

    static String trim(String raw) {
        int from = 0;
        int to = raw.length();
        while (from < to && isSpace(raw.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(raw.charAt(to - 1))) {
            to--;
        }
        return raw.substring(from, to);
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || (c >= 0x200B && c <= 0x200F)
                || c == 0x2060
                || c == 0xFEFF;
    }
}

package org.tongzhou.kernel;

/** Text counted as its reader and the database count it; Java takes a rare character, or a picture, for two. */
public final class Characters {
    private Characters() {}

    public static int count(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The beginning of a longer text; no character is cut in two. */
    public static String first(int most, String text) {
        return count(text) <= most ? text : text.substring(0, text.offsetByCodePoints(0, most));
    }

    /** The same with a mark where something was left out. */
    public static String shortened(int most, String text) {
        return count(text) <= most ? text : first(most, text) + "…";
    }

    /** The end of a longer text, where its beginning says less. */
    public static String last(int most, String text) {
        int more = count(text) - most;
        return more <= 0 ? text : text.substring(text.offsetByCodePoints(0, more));
    }

    /** Whether so many characters are at least {@code shortest} and at most {@code longest}. */
    public static boolean within(int shortest, int longest, String text) {
        int characters = count(text);
        return characters >= shortest && characters <= longest;
    }
}

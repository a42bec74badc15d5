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

    /** Whether so many characters are at least {@code shortest} and at most {@code longest}. */
    public static boolean within(int shortest, int longest, String text) {
        int characters = count(text);
        return characters >= shortest && characters <= longest;
    }
}

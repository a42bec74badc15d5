package org.tongzhou.person;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The first letters of a name as people type them: 王秀英 is WXY. The letter of a character is that of its first reading, in the
 * pinyin order of the Unicode locale data; of a family name, that of its reading as one. What has no reading is left out.
 */
final class Initials {
    private static final int FIRST = 0x4E00;
    private static final int LONGEST = 20;
    private static final String LETTERS = letters();

    /** Characters that are read otherwise where they begin a name. */
    private static final Map<Integer, Character> FAMILY = Map.ofEntries(
            Map.entry((int) '曾', 'Z'),
            Map.entry((int) '单', 'S'),
            Map.entry((int) '解', 'X'),
            Map.entry((int) '仇', 'Q'),
            Map.entry((int) '查', 'Z'),
            Map.entry((int) '区', 'O'),
            Map.entry((int) '乐', 'Y'),
            Map.entry((int) '翟', 'Z'),
            Map.entry((int) '覃', 'Q'),
            Map.entry((int) '召', 'S'),
            Map.entry((int) '秘', 'B'),
            Map.entry((int) '繁', 'P'),
            Map.entry((int) '折', 'S'),
            Map.entry((int) '种', 'C'));

    private Initials() {}

    private static String letters() {
        try (InputStream in = Initials.class.getResourceAsStream("/person/initials.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII)
                    .replaceAll("\\s", "");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Capital letters, at most 20; empty where no character has a reading. */
    static String of(String name) {
        StringBuilder initials = new StringBuilder();
        name.strip().codePoints().forEach(c -> {
            boolean first = initials.isEmpty();
            char letter = first ? FAMILY.getOrDefault(c, letter(c)) : letter(c);
            if (letter != 0 && initials.length() < LONGEST) {
                initials.append(letter);
            }
        });
        return initials.toString();
    }

    private static char letter(int c) {
        if (c >= FIRST && c < FIRST + LETTERS.length()) {
            return LETTERS.charAt(c - FIRST);
        }
        boolean latin = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
        return latin ? Character.toUpperCase((char) c) : 0;
    }

    /** As it was typed, in the form in which names have them. */
    static String typed(String text) {
        return text.strip().toUpperCase(Locale.ROOT);
    }
}

package org.tongzhou.notice;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tongzhou.shell.Fmt;
import org.tongzhou.shell.Words;

/**
 * The words of a short message. They are made of the template, the fund's name, a claim's number, a day, a one-time code and
 * the address of our own page of messages; there is no way to put anything else in, so no illness, hospital or amount either.
 */
record SmsText(String words) {
    /** Two parts of a long message: fewer characters where one of them is not ASCII. */
    private static final int LONGEST = 134;

    private static final int LONGEST_ASCII = 306;

    /** As long as its form allows, and a day of another year. */
    private static final Slots FULLEST =
            new Slots(new ClaimNumber("HZ" + "9".repeat(20)), LocalDate.of(2027, 12, 31), new SixDigits("482913"));

    SmsText {
        if (excess(words) > 0) {
            throw new IllegalArgumentException("a short message of " + words.length() + " characters");
        }
    }

    private static int excess(String words) {
        int most = words.chars().allMatch(c -> c < 128) ? LONGEST_ASCII : LONGEST;
        return words.codePointCount(0, words.length()) - most;
    }

    /** By how many characters the longest message of either language is too long with this link; below 0 when all have room. */
    static int excessWith(String link) {
        return Stream.of(Words.of(Words.ZH), Words.of(Words.EN))
                .flatMap(words -> Arrays.stream(SmsTemplate.values())
                        .map(template -> filled(template, FULLEST, words, link, LocalDate.EPOCH)))
                .mapToInt(SmsText::excess)
                .max()
                .orElseThrow();
    }

    /** What a template may be filled with. */
    record Slots(
            @Nullable ClaimNumber claim,
            @Nullable LocalDate day,
            @Nullable SixDigits code) {
        static final Slots NONE = new Slots(null, null, null);
    }

    static SmsText of(SmsTemplate template, Slots slots, Words words, String link, LocalDate today) {
        return new SmsText(filled(template, slots, words, link, today));
    }

    private static String filled(SmsTemplate template, Slots slots, Words words, String link, LocalDate today) {
        String claim = slots.claim() == null ? "" : slots.claim().value();
        String day = slots.day() == null ? "" : Fmt.of(words.locale()).memberDay(slots.day(), today);
        String code = slots.code() == null ? "" : slots.code().value();
        return words.say(template.key(), words.say("shell.app"), claim, day, link, code);
    }

    @Override
    public String toString() {
        return "SmsText[" + words.length() + "]";
    }
}

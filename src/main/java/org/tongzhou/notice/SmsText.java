package org.tongzhou.notice;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tongzhou.shell.Fmt;
import org.tongzhou.shell.Words;

/**
 * The words of a short message. They are made of the template, the fund's name, a claim's number, a day and the address of
 * our own page of messages; there is no way to put anything else in, so no illness, hospital or amount either.
 */
record SmsText(String words) {
    /** Two parts of a long message: fewer characters where one of them is not ASCII. */
    private static final int LONGEST = 134;

    private static final int LONGEST_ASCII = 306;

    SmsText {
        int most = words.chars().allMatch(c -> c < 128) ? LONGEST_ASCII : LONGEST;
        if (words.codePointCount(0, words.length()) > most) {
            throw new IllegalArgumentException("a short message of " + words.length() + " characters");
        }
    }

    /** What a template may be filled with. */
    record Slots(@Nullable ClaimNumber claim, @Nullable LocalDate day) {
        static final Slots NONE = new Slots(null, null);
    }

    static SmsText of(SmsTemplate template, Slots slots, Words words, String link, LocalDate today) {
        String claim = slots.claim() == null ? "" : slots.claim().value();
        String day = slots.day() == null ? "" : Fmt.of(words.locale()).memberDay(slots.day(), today);
        return new SmsText(words.say(template.key(), words.say("shell.app"), claim, day, link));
    }

    @Override
    public String toString() {
        return "SmsText[" + words.length() + "]";
    }
}

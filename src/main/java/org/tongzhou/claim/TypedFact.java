package org.tongzhou.claim;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import org.tongzhou.adjudication.ClaimFacts;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;

/** What a person typed into a field, as canonical text: a day as ISO, money as fen. */
final class TypedFact {
    private static final int LONGEST_TEXT = 200;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2199;

    private TypedFact() {}

    /** Refuses {@code claim_fact_text}, {@code claim_fact_day}, {@code claim_fact_money} or {@code claim_fact_most}. */
    static String canonical(FactField field, String typed) {
        return switch (field.kind()) {
            case TEXT -> text(field, typed);
            case DAY -> day(field, typed);
            case MONEY -> money(field, typed);
        };
    }

    private static String text(FactField field, String typed) {
        if (!isText(typed)) {
            throw Refusal.invalid("claim_fact_text", field);
        }
        return typed;
    }

    static boolean isText(String value) {
        return !value.isBlank()
                && value.length() <= LONGEST_TEXT
                && value.chars().noneMatch(Character::isISOControl);
    }

    private static String day(FactField field, String typed) {
        try {
            return Optional.of(LocalDate.parse(typed))
                    .filter(TypedFact::isDay)
                    .orElseThrow(() -> new DateTimeException("of another age"))
                    .toString();
        } catch (DateTimeException notADay) {
            throw Refusal.invalid("claim_fact_day", field);
        }
    }

    /** A day of somebody's life: a calendar has others, which no database keeps. */
    static boolean isDay(LocalDate day) {
        return day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR;
    }

    private static String money(FactField field, String typed) {
        Money amount = Money.typed(typed)
                .filter(typedAmount -> !typedAmount.isNegative())
                .orElseThrow(() -> Refusal.invalid("claim_fact_money", field));
        if (amount.compareTo(ClaimFacts.MOST) > 0) {
            throw Refusal.invalid("claim_fact_most", field, ClaimFacts.MOST);
        }
        return Long.toString(amount.fen());
    }
}

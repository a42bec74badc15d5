package org.tongzhou.claim;

import java.time.DateTimeException;
import java.util.regex.Pattern;
import org.tongzhou.adjudication.ClaimFacts;
import org.tongzhou.kernel.Days;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Plain;
import org.tongzhou.kernel.Refusal;

/** What a person typed into a field, as canonical text: a day as ISO, money as fen. */
final class TypedFact {
    private static final int LONGEST_TEXT = 200;

    /** Electronic receipts have ten digits; older ones of some hospitals are shorter or longer and have letters. */
    private static final Pattern RECEIPT_NO = Pattern.compile("[0-9A-Z]{4,20}");

    private TypedFact() {}

    /** Refuses {@code claim_fact_text}, {@code claim_fact_receipt}, {@code claim_fact_day}, {@code claim_fact_money} or {@code claim_fact_most}. */
    static String canonical(FactField field, String typed) {
        return switch (field.kind()) {
            case TEXT -> field == FactField.RECEIPT_NO ? receiptNumber(typed) : text(field, typed);
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

    private static String receiptNumber(String typed) {
        String number = Plain.number(typed);
        if (!isReceiptNumber(number)) {
            throw Refusal.invalid("claim_fact_receipt", FactField.RECEIPT_NO);
        }
        return number;
    }

    /** Whether what was read is what could be typed. */
    static boolean isText(FactField field, String value) {
        return field == FactField.RECEIPT_NO ? isReceiptNumber(value) : isText(value);
    }

    private static boolean isReceiptNumber(String value) {
        return RECEIPT_NO.matcher(value).matches();
    }

    private static boolean isText(String value) {
        return !value.isBlank()
                && value.length() <= LONGEST_TEXT
                && value.chars().noneMatch(Character::isISOControl);
    }

    private static String day(FactField field, String typed) {
        try {
            return Days.parse(typed).toString();
        } catch (DateTimeException notADay) {
            throw Refusal.invalid("claim_fact_day", field);
        }
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

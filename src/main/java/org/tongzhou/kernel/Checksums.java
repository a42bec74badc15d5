package org.tongzhou.kernel;

import java.util.regex.Pattern;

/** Check digits of the codes that Chinese forms carry, other than the identity number. */
public final class Checksums {
    private static final Pattern CNAPS = Pattern.compile("\\d{12}");
    private static final String UNIFIED = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private Checksums() {}

    /** Twelve to nineteen digits: cards have 16 to 19, passbooks and older accounts, to which benefits are paid as well, fewer. */
    public static boolean isCardNumber(String text) {
        return text.length() >= 12 && text.length() <= 19 && isDigits(text);
    }

    /** Nothing but 0 to 9; without a pattern, since a province asks it millions of times. */
    public static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** A bank card's Luhn sum; a failure is a warning, since some genuine cards fail it. */
    public static boolean luhn(String card) {
        if (!isCardNumber(card)) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < card.length(); i++) {
            int digit = card.charAt(card.length() - 1 - i) - '0';
            int doubled = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
            sum += i % 2 == 1 ? doubled : digit;
        }
        return sum % 10 == 0;
    }

    /** CNAPS bank code: the last digit is ISO 7064 MOD 11,10 over the first eleven. */
    public static boolean cnaps(String code) {
        if (!CNAPS.matcher(code).matches()) {
            return false;
        }
        int product = 10;
        for (int i = 0; i < 11; i++) {
            int sum = (code.charAt(i) - '0' + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (product + (code.charAt(11) - '0')) % 10 == 1;
    }

    /** Unified social credit code, GB 32100: weights 3^i mod 31 over the first seventeen symbols. */
    public static boolean unifiedSocialCreditCode(String code) {
        if (code.length() != 18) {
            return false;
        }
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < 17; i++) {
            int value = UNIFIED.indexOf(code.charAt(i));
            if (value < 0) {
                return false;
            }
            sum += value * weight;
            weight = weight * 3 % 31;
        }
        return UNIFIED.indexOf(code.charAt(17)) == (31 - sum % 31) % 31;
    }
}

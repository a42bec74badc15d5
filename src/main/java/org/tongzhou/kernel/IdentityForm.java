package org.tongzhou.kernel;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/** The form of an identity number by GB 11643: seventeen digits with a day of birth inside, and the MOD 11-2 check character. */
final class IdentityForm {
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";

    private IdentityForm() {}

    static Optional<ResidentId.Fault> fault(String text) {
        if (!hasForm(text)) {
            return Optional.of(ResidentId.Fault.FORM);
        }
        if (birth(text).isEmpty()) {
            return Optional.of(ResidentId.Fault.BIRTH_DATE);
        }
        return text.charAt(17) == checkCharacter(text) ? Optional.empty() : Optional.of(ResidentId.Fault.CHECK_DIGIT);
    }

    /** Seventeen digits and a digit or X; without a pattern, since a province asks it millions of times. */
    private static boolean hasForm(String text) {
        if (text.length() != 18) {
            return false;
        }
        for (int i = 0; i < 17; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return isDigit(text.charAt(17)) || text.charAt(17) == 'X';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static char checkCharacter(String text) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (text.charAt(i) - '0') * WEIGHTS[i];
        }
        return CHECKS.charAt(sum % 11);
    }

    static Optional<LocalDate> birth(String text) {
        try {
            return Optional.of(LocalDate.of(digits(text, 6, 10), digits(text, 10, 12), digits(text, 12, 14)));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static int digits(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}

package org.tongzhou.kernel;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * An 18-character identity number with the MOD 11-2 check of GB 11643: citizen ID, residence permit of Hong Kong, Macao
 * and Taiwan residents (81…, 82…, 83…), or the foreign permanent-resident card issued since December 2023 (9…).
 * Never refused because its area code is no longer current.
 */
public record ResidentId(String number) {
    /** What is wrong with a text that is not an identity number; the first that applies. */
    public enum Fault {
        FORM,
        CHECK_DIGIT,
        BIRTH_DATE
    }

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";

    public ResidentId {
        Optional<Fault> fault = fault(number);
        if (fault.isPresent()) {
            throw new IllegalArgumentException("identity number: " + fault.get());
        }
    }

    /** Of what a person typed, in whatever width and spacing; empty when it is no identity number. */
    public static Optional<ResidentId> typed(String text) {
        return Optional.of(Plain.number(text))
                .filter(number -> fault(number).isEmpty())
                .map(ResidentId::new);
    }

    /** The fault of an upper-case text without spaces, or empty when it is an identity number. */
    public static Optional<Fault> fault(String text) {
        if (!hasForm(text)) {
            return Optional.of(Fault.FORM);
        }
        if (birth(text).isEmpty()) {
            return Optional.of(Fault.BIRTH_DATE);
        }
        return text.charAt(17) == checkCharacter(text) ? Optional.empty() : Optional.of(Fault.CHECK_DIGIT);
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

    /** The check character that the first 17 digits call for. */
    public static char checkCharacter(String text) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (text.charAt(i) - '0') * WEIGHTS[i];
        }
        return CHECKS.charAt(sum % 11);
    }

    private static Optional<LocalDate> birth(String text) {
        try {
            return Optional.of(LocalDate.of(digits(text, 6, 10), digits(text, 10, 12), digits(text, 12, 14)));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static int digits(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    /** The last four characters, by which people name a card over the counter. */
    public String tail() {
        return number.substring(number.length() - 4);
    }

    public LocalDate birthDate() {
        return birth(number).orElseThrow();
    }

    public Sex sex() {
        return (number.charAt(16) - '0') % 2 == 1 ? Sex.MALE : Sex.FEMALE;
    }

    /** Completed years on a day; a person born on 29 February is a year older on 1 March of a common year. */
    public int ageOn(LocalDate day) {
        LocalDate birth = birthDate();
        int years = day.getYear() - birth.getYear();
        boolean beforeBirthday =
                day.getMonthValue() * 100 + day.getDayOfMonth() < birth.getMonthValue() * 100 + birth.getDayOfMonth();
        return beforeBirthday ? years - 1 : years;
    }

    /** Masked, so that a log line never shows it. */
    @Override
    public String toString() {
        return Mask.id(number);
    }
}

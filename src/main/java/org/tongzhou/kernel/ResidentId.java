package org.tongzhou.kernel;

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
        return IdentityForm.fault(text);
    }

    /** The check character that the first 17 digits call for. */
    public static char checkCharacter(String text) {
        return IdentityForm.checkCharacter(text);
    }

    /** The last four characters, by which people name a card over the counter. */
    public String tail() {
        return number.substring(number.length() - 4);
    }

    public LocalDate birthDate() {
        return IdentityForm.birth(number).orElseThrow();
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

package org.tongzhou.enrolment;

import java.util.Locale;

/**
 * What can be said about one cell of a roster, in the order in which it is looked for: missing, form, check digit, date,
 * age, sex, plan, duplicate, cover, and last what only all rows together tell. The code of the interfaces is the name in lower case.
 */
public enum RowCode {
    NAME_MISSING,
    NAME_FORM,
    NAME_LENGTH,
    ID_MISSING,
    ID_DIGITS_LOST,
    ID_LENGTH,
    ID_FORM,
    ID_CHECK_DIGIT,
    ID_BIRTH_DATE,
    ID_TYPE_UNKNOWN,
    TOO_YOUNG,
    TOO_OLD,
    SEX_FORM,
    SEX_MISMATCH,
    PHONE_MISSING,
    PHONE_LENGTH,
    PHONE_FORM,
    CARD_DIGITS_LOST,
    CARD_FORM,
    FORMULA_CELL,
    PLAN_MISSING,
    UNITS_FORM,
    UNITS_MERGED,
    TOO_MANY_UNITS,
    PLAN_NOT_FOR_SEX,
    PLAN_RETIRED,
    PLAN_NOT_OPEN,
    INSURANCE_FORM,
    NOT_INSURED,
    OCCUPATION_MISSING,
    OCCUPATION_NOT_ADMITTED,
    INCOME_MISSING,
    INCOME_FORM,
    UNIT_TYPE_MISSING,
    UNIT_TYPE_NOT_ADMITTED,
    PLANS_EXCLUDE,
    DUPLICATE_IN_FILE,
    UNIT_MISSING,
    UNIT_CLOSED,
    UNIT_UNKNOWN,
    ID_CORRECTED,
    NAME_DIFFERS,
    COVERED_HERE,
    COVERED_ELSEWHERE,
    NOT_BEGUN,
    HELD_PLAN_EXCLUDES,
    BASE_MISSING,
    UNITS_NOT_EQUAL,
    TOO_FEW_JOIN,
    STAFF_UNKNOWN,

    NAME_TRIMMED(true),
    RARE_CHARACTER(true),
    ETHNIC_NAME(true),
    FULL_WIDTH_DIGITS(true),
    APOSTROPHE(true),
    ID_SPACES(true),
    PHONE_SPACES(true),
    CARD_SPACES(true),
    CARD_LUHN(true),
    REACHED_AS_KNOWN(true),
    BASE_NOT_IN_ROW(true),
    HIDDEN_ROW(true);

    private final boolean note;

    RowCode() {
        this(false);
    }

    RowCode(boolean note) {
        this.note = note;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** True when the row is taken all the same. */
    public boolean isNote() {
        return note;
    }
}

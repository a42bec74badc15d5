package org.tongzhou.enrolment;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What can be said about one cell of a roster, in the order in which it is looked for: missing, form, check digit, date,
 * age, sex, plan, duplicate, cover, and last what only all rows together tell. The code of the interfaces is the name in lower case.
 */
public enum RowCode {
    NAME_MISSING(RosterField.NAME),
    NAME_FORM(RosterField.NAME),
    NAME_LENGTH(RosterField.NAME),
    ID_MISSING(RosterField.ID_NUMBER),
    ID_DIGITS_LOST(RosterField.ID_NUMBER),
    ID_LENGTH(RosterField.ID_NUMBER),
    ID_FORM(RosterField.ID_NUMBER),
    ID_CHECK_DIGIT(RosterField.ID_NUMBER),
    ID_BIRTH_DATE(RosterField.ID_NUMBER),
    ID_TYPE_UNKNOWN(RosterField.ID_TYPE),
    TOO_YOUNG(RosterField.ID_NUMBER),
    TOO_OLD(RosterField.ID_NUMBER),
    SEX_FORM(RosterField.SEX),
    SEX_MISMATCH(RosterField.SEX),
    PHONE_MISSING(RosterField.PHONE),
    PHONE_LENGTH(RosterField.PHONE),
    PHONE_FORM(RosterField.PHONE),
    CARD_DIGITS_LOST(RosterField.CARD),
    CARD_FORM(RosterField.CARD),
    FORMULA_CELL(null),
    PLAN_MISSING(null),
    UNITS_FORM(null),
    UNITS_MERGED(null),
    TOO_MANY_UNITS(null),
    PLAN_NOT_FOR_SEX(null),
    PLAN_RETIRED(null),
    PLAN_NOT_OPEN(null),
    INSURANCE_FORM(RosterField.EMPLOYEE_MEDICAL),
    NOT_INSURED(RosterField.EMPLOYEE_MEDICAL),
    OCCUPATION_MISSING(RosterField.OCCUPATION_CLASS),
    OCCUPATION_NOT_ADMITTED(RosterField.OCCUPATION_CLASS),
    INCOME_MISSING(RosterField.INCOME),
    INCOME_FORM(RosterField.INCOME),
    UNIT_TYPE_MISSING(null),
    UNIT_TYPE_NOT_ADMITTED(null),
    PLANS_EXCLUDE(null),
    DUPLICATE_IN_FILE(RosterField.ID_NUMBER),
    UNIT_MISSING(RosterField.UNIT_CODE),
    UNIT_CLOSED(RosterField.UNIT_CODE),
    UNIT_UNKNOWN(RosterField.UNIT_CODE),
    ID_CORRECTED(RosterField.ID_NUMBER),
    NAME_DIFFERS(RosterField.NAME),
    COVERED_HERE(RosterField.ID_NUMBER),
    COVERED_ELSEWHERE(RosterField.ID_NUMBER),
    NOT_BEGUN(RosterField.ID_NUMBER),
    HELD_PLAN_EXCLUDES(null),
    BASE_MISSING(null),
    UNITS_NOT_EQUAL(null),
    TOO_FEW_JOIN(null),
    STAFF_UNKNOWN(null),

    NAME_TRIMMED(RosterField.NAME, true),
    RARE_CHARACTER(RosterField.NAME, true),
    ETHNIC_NAME(RosterField.NAME, true),
    FULL_WIDTH_DIGITS(null, true),
    APOSTROPHE(null, true),
    ID_SPACES(RosterField.ID_NUMBER, true),
    PHONE_SPACES(RosterField.PHONE, true),
    CARD_SPACES(RosterField.CARD, true),
    CARD_LUHN(RosterField.CARD, true),
    REACHED_AS_KNOWN(RosterField.PHONE, true),
    BASE_NOT_IN_ROW(null, true),
    HIDDEN_ROW(null, true);

    private final @Nullable RosterField field;
    private final boolean note;

    RowCode(@Nullable RosterField field) {
        this(field, false);
    }

    RowCode(@Nullable RosterField field, boolean note) {
        this.field = field;
        this.note = note;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** True when the row is taken all the same. */
    public boolean isNote() {
        return note;
    }

    /** The field that is always meant; null when the code can be about several columns. */
    public @Nullable RosterField field() {
        return field;
    }
}

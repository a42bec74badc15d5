package org.tongzhou.plan;

import java.util.Locale;

/** Every way in which a plan file can be wrong. */
public enum PlanFaultCode {
    NO_FILE,
    NO_UTF8,
    TOO_LARGE,
    NOT_YAML,
    ALIAS,
    TOO_DEEP,
    MISSING,
    EMPTY,
    EMPTY_FILE,
    UNKNOWN_KEY,
    DUPLICATE_KEY,
    NOT_MAPPING,
    NOT_LIST,
    NOT_TEXT,
    TOO_LONG,
    NO_CODE,
    NO_INTEGER,
    NO_AMOUNT,
    NO_RATE,
    NO_DATE,
    NO_CHOICE,
    NO_ICD10,
    NO_TRANSLATION,
    NO_CLAUSE,
    NO_TABLE,
    DISEASE_TABLE,
    NO_LIST,
    ONE_OF_KEYS,
    SAME_CODE,
    BACKWARDS,
    SAME_EDITION,
    OVERLAP,
    TIER_ORDER,
    TIER_OPEN,
    TIER_CLOSED,
    TOO_MANY_RATES,
    FLOOR_AFTER_CAP,
    CLASSES_BESIDE_COSTS,
    LISTED_TWICE,
    AMOUNT_TOO_LARGE,
    AGES,
    BOTH_WAYS,
    SHARES_SUM,
    CYCLE,
    NO_PLAN,
    GROUP_DIFFERS,
    BEFORE_EARLIER,
    NOT_AHEAD,
    AFTER_RETIREMENT,
    COUNTER_MOVED,
    LISTS_MOVED,
    NO_ITEMS,
    COVERS_LEFT;

    /** True for what new drafts alone are held to: a version accepted before the check was there is still read. */
    boolean isForDrafts() {
        return this == FLOOR_AFTER_CAP
                || this == CLASSES_BESIDE_COSTS
                || this == LISTED_TWICE
                || this == GROUP_DIFFERS
                || keepsOutOfForce();
    }

    /** True for what is no fault of a file by itself, but would leave members of a site without what they paid for. */
    boolean keepsOutOfForce() {
        return this == COVERS_LEFT || this == NO_ITEMS;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}

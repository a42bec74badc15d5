package org.tongzhou.plan;

import java.util.Locale;

/** The part of a medical bill that the rules apply to; the names are those of the medical e-receipt. */
public enum Base {
    /** In-scope self-pay (个人自付). */
    IN_SCOPE,
    /** Out-of-scope self-pay (个人自费). */
    OUT_OF_SCOPE,
    /** All that the person bore: in-scope plus out-of-scope self-pay, which equals account plus cash payment. */
    BORNE,
    /** The whole bill. */
    TOTAL,
    /** The whole bill less out-of-scope self-pay: what the state insurance looked at (政策范围内费用). */
    TOTAL_IN_SCOPE;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}

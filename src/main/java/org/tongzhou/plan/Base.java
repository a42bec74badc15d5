package org.tongzhou.plan;

import java.util.Locale;

/** The part of a medical bill that a rate applies to; the names are those of the medical e-receipt. */
public enum Base {
    /** In-scope self-pay (个人自付). */
    IN_SCOPE,
    /** All that the person bore: in-scope plus out-of-scope self-pay, which equals account plus cash payment. */
    BORNE;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}

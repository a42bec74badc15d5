package org.tongzhou.plan;

import java.util.Locale;
import java.util.Optional;

/** The kinds of paper that plans ask for; words in the bundle under {@code plan.paper.<code>}. */
public enum PaperKind {
    RECEIPT,
    SETTLEMENT_SHEET,
    DISCHARGE_RECORD,
    PATHOLOGY_REPORT,
    TEST_REPORT,
    UNIT_STATEMENT,
    POLICE_REPORT,
    DISABILITY_CERTIFICATE,
    DEATH_CERTIFICATE,
    HOUSEHOLD_CANCELLATION,
    HEIRS_STATEMENT;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a stay cost and who bore it; facts are read from such a paper alone. */
    public boolean isBill() {
        return this == RECEIPT || this == SETTLEMENT_SHEET;
    }

    public static Optional<PaperKind> of(String code) {
        for (PaperKind kind : values()) {
            if (kind.code().equals(code)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}

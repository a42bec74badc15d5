package org.tongzhou.claim;

/** What can be done to a claim; each is one row of its history. */
public enum Verb {
    FILED,
    ANNOUNCED,
    OBJECTED,
    HANDED_OVER,
    RULES_APPROVED,
    TAKEN_OVER,
    FACT_CONFIRMED,
    CLASS_CONFIRMED,
    GRADE_CONFIRMED,
    SIGN_LOOKED_AT,
    COMPUTED_AGAIN,
    SENT_UP,
    PAPERS_ASKED,
    PAPERS_GIVEN,
    URGED,
    APPROVED(true),
    REFUSAL_PROPOSED(true),
    REFUSAL_CONFIRMED(true),
    REFUSAL_DECLINED(true),
    WITHDRAWN,
    APPEALED,
    REOPENED,
    RECLASSIFIED(true),
    PAID,
    BANK_RETURNED,
    PAID_AGAIN,
    CLOSED;

    private final boolean deciding;

    Verb() {
        this(false);
    }

    Verb(boolean deciding) {
        this.deciding = deciding;
    }

    /** A deciding verb is done at most once by one person on one claim. */
    public boolean isDeciding() {
        return deciding;
    }

    /** A person or the rules find that the claim is owed, at a level or at last. */
    public boolean isApproval() {
        return this == APPROVED || this == RULES_APPROVED;
    }

    /** What the member, or the officer who files for them, does. */
    public boolean isMembers() {
        return switch (this) {
            case FILED, OBJECTED, PAPERS_GIVEN, URGED, WITHDRAWN, APPEALED, REOPENED, PAID_AGAIN -> true;
            default -> false;
        };
    }

    public String key() {
        return "claim.verb." + name();
    }
}

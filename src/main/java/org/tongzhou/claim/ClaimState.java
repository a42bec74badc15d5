package org.tongzhou.claim;

/** Where a claim stands for those who work on it; the member sees {@link MemberStatus} instead. */
public enum ClaimState {
    /** Computed from a report and told to the member; approved by the rules on its day unless the member objects. */
    ANNOUNCED,
    /** With the reviewers of the claim's level. */
    REVIEW,
    /** The member owes papers; the clock stands. */
    SUPPLEMENT,
    /** One reviewer proposes not to pay; a second person has to agree. */
    REFUSAL_PROPOSED,
    /** Decided in favour; the payment is under way. */
    APPROVED,
    /** The bank has sent the money back, or would not take it; waits for a corrected account. */
    RETURNED,
    PAID,
    /** Paid, and the time for questions is over. */
    CLOSED,
    REFUSED,
    WITHDRAWN;

    /** True when nothing more happens by itself. */
    public boolean isFinal() {
        return this == CLOSED || this == REFUSED || this == WITHDRAWN;
    }

    /** Neither paid nor at an end. */
    public boolean isUnderWay() {
        return !isFinal() && !isPaid();
    }

    /** True while reviewers owe the member an answer. */
    public boolean isBeforeReviewers() {
        return this == REVIEW || this == REFUSAL_PROPOSED;
    }

    /** True while the member awaits an answer: reviewers owe it, or will once the papers that they asked for are given. */
    public boolean awaitsAnswer() {
        return isBeforeReviewers() || this == SUPPLEMENT;
    }

    public boolean isPaid() {
        return this == PAID || this == CLOSED;
    }

    /** True once the claim is decided in favour, whether or not the money has arrived. */
    public boolean isGranted() {
        return this == APPROVED || this == RETURNED || this == PAID || this == CLOSED;
    }

    /** True when the claim still counts against limits: everything but refused and withdrawn. */
    public boolean counts() {
        return this != REFUSED && this != WITHDRAWN;
    }

    public String key() {
        return "claim.state." + name();
    }
}

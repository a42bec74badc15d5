package org.tongzhou.claim;

/** The eight words that a member ever sees about a claim; derived here, and of what came back by {@link Recalls#status}. */
public enum MemberStatus {
    NOT_SUBMITTED(Tone.PLAIN),
    UNDER_REVIEW(Tone.INFO),
    PAPERS_OWED(Tone.WARN),
    APPROVED(Tone.GOOD),
    PAID(Tone.GOOD),
    CARD_NEEDED(Tone.BAD),
    REFUSED(Tone.PLAIN),
    WITHDRAWN(Tone.PLAIN);

    /** Colour and shape of the tag; a refusal is not an error. */
    public enum Tone {
        PLAIN,
        INFO,
        WARN,
        GOOD,
        BAD;

        /** Class of the tag, empty for the plain one. */
        public String css() {
            return this == PLAIN ? "" : name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final Tone tone;

    MemberStatus(Tone tone) {
        this.tone = tone;
    }

    /** A claim whose refusal is only proposed is still under review to the member: nothing has been decided. */
    public static MemberStatus of(ClaimState state) {
        return switch (state) {
            case ANNOUNCED, REVIEW, REFUSAL_PROPOSED -> UNDER_REVIEW;
            case SUPPLEMENT -> PAPERS_OWED;
            case APPROVED -> APPROVED;
            case RETURNED -> CARD_NEEDED;
            case PAID, CLOSED -> PAID;
            case REFUSED -> REFUSED;
            case WITHDRAWN -> WITHDRAWN;
        };
    }

    public Tone tone() {
        return tone;
    }

    public String key() {
        return "claim.status." + name();
    }
}

package org.tongzhou.contribution;

import org.tongzhou.payment.SentBack;

/** What became of a line of a bank file. */
public enum Outcome {
    /** Pays the rest of its bill to the fen; cover starts. */
    EXACT,
    /** Pays a part; the shortfall is asked for and no cover starts. */
    SHORT,
    /** Pays its bill and more, or a bill already paid; the surplus stands among unidentified receipts. */
    OVER,
    /** No bill is known; the whole stands among unidentified receipts until somebody matches it. */
    UNKNOWN,
    /** Taken in before; no effect. */
    DUPLICATE,
    /** The serial number was taken in before, or noted by hand, with another amount, day or payer; no effect, somebody has to ask. */
    DIFFERS,
    /** The bank took a credit back; what it did is undone and its bill is owed again. */
    RETURNED,
    /** The bank took something back that is not known here; no effect, somebody has to look. */
    RETURN_UNKNOWN,
    /** A payment of ours that the bank sent back; it is booked as that payment's return. */
    SENT_BACK,
    /**
     * Its words say that it came back, and it is not certain what did: a payment of ours that does not agree with it, or a fee paid
     * again that names no bill; no effect, somebody has to look.
     */
    CAME_BACK,
    /** Money that went out; not a fee, no effect. */
    NOT_A_FEE;

    /** Somebody has to look at it. */
    public boolean needsSomebody() {
        return switch (this) {
            case SHORT, OVER, UNKNOWN, DIFFERS, RETURN_UNKNOWN, CAME_BACK -> true;
            case EXACT, DUPLICATE, RETURNED, SENT_BACK, NOT_A_FEE -> false;
        };
    }

    static Outcome of(SentBack.Finding finding) {
        return switch (finding) {
            case BOOKED -> SENT_BACK;
            case KNOWN -> DUPLICATE;
            default -> CAME_BACK;
        };
    }
}

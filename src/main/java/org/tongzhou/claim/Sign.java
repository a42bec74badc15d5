package org.tongzhou.claim;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tongzhou.plan.PaperKind;

/**
 * Something about a case that a person has to look at: another case with the same bill, a stay that overlaps, an account
 * that several members name. It holds approval until somebody has looked and said what they found; it refuses nothing. {@code otherFund}
 * is the code of another fund that has the receipt, and all that is told of it; {@code paper} is the kind that it is about.
 */
public record Sign(
        long id,
        Kind kind,
        @Nullable CaseId other,
        @Nullable String otherNumber,
        @Nullable Integer otherFund,
        @Nullable PaperKind paper,
        Instant foundAt,
        @Nullable Looked looked) {

    /** What was noticed. */
    public enum Kind {
        SAME_RECEIPT,
        SAME_RECEIPT_ELSEWHERE,
        SAME_STAY,
        OVERLAPPING_STAY,
        SAME_PICTURE,
        SHARED_ACCOUNT,
        SHARED_PHONE,
        SHARED_DEVICE,
        TEXT_DIFFERS,
        /** Who reported the stay tells it otherwise now, or has called it off. */
        REPORT_DIFFERS,
        /** Another accident of the member may be this one, told with another day. */
        OTHER_ACCIDENT;

        public String key() {
            return "claim.sign." + name();
        }
    }

    /** Who looked, when, and what they found. */
    public record Looked(String by, Instant at, String words) {}

    public boolean isOpen() {
        return looked == null;
    }
}

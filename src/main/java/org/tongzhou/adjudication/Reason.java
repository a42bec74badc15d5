package org.tongzhou.adjudication;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tongzhou.kernel.Explanation.Fact;

/**
 * One rule that stands against paying. The sentence is {@code decision.reason.<code>} with the facts' values in order;
 * {@code clause} is a citation such as {@code hospital-2025 §3}.
 */
public record Reason(Code code, List<Fact> facts, Optional<String> clause) {
    public Reason {
        facts = List.copyOf(facts);
    }

    /** All reasons, in the order in which they are listed. */
    public enum Code {
        PLAN_NOT_IN_FORCE,
        OUTSIDE_COVER,
        WAITING_PERIOD,
        WRONG_SEX,
        FILED_LATE,
        EVENT_NOT_COVERED,
        NO_BILL,
        NOTHING_BORNE,
        NOT_IN_CLASS,
        ALREADY_USED,
        LIMIT_USED,
        WAITING_MONTHS,
        BELOW_DEDUCTIBLE,
        BELOW_THRESHOLD,
        BORNE_USED,
        STAYS_USED,
        STAY_TOO_SHORT,
        NO_ITEMS,
        COUNT_USED;

        private static final Code[] ALL = values();

        /** Those whose bits, by ordinal, are set. */
        static Set<Code> of(int bits) {
            Set<Code> codes = EnumSet.noneOf(Code.class);
            for (int left = bits; left != 0; left &= left - 1) {
                codes.add(ALL[Integer.numberOfTrailingZeros(left)]);
            }
            return codes;
        }

        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /** Whether it says that a wait was not over; another day may lift it. */
        public boolean waits() {
            return this == WAITING_PERIOD || this == WAITING_MONTHS;
        }
    }
}

package org.tongzhou.catalogue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import org.tongzhou.kernel.Money;

/**
 * One run of the fund's past claims of a plan under a draft; {@code content} names the draft as it was then. While it
 * runs, {@code done} of {@code total} claims are decided. {@code alarmBasisPoints} is the loss ratio above which the fund
 * wants to be warned, as it was set then.
 */
public record Replay(
        long id,
        DraftId draft,
        String content,
        State state,
        long total,
        long done,
        Effect effect,
        int alarmBasisPoints,
        Duration took,
        Instant at) {
    public enum State {
        RUNNING,
        DONE,
        FAILED
    }

    /**
     * {@code more} and {@code less} claims would get more or less; {@code setAside} were refused by people for reasons
     * that rules do not see.
     */
    public record Effect(long more, long less, long setAside, Sums sums) {}

    /**
     * By the rules now and by the draft, what the draft adds and takes (both positive), what was granted on record, the
     * fees that came in, and what would have come in with the draft's fee.
     */
    public record Sums(Money now, Money draft, Money more, Money less, Money granted, Money fees, Money draftFees) {
        /** What the draft pays of each 10,000 that its fee brings in, rounded up; {@link Integer#MAX_VALUE} of nothing. */
        public int lossBasisPoints() {
            if (!draftFees.isPositive()) {
                return draft.isPositive() ? Integer.MAX_VALUE : 0;
            }
            BigDecimal share = BigDecimal.valueOf(draft.fen())
                    .movePointRight(4)
                    .divide(BigDecimal.valueOf(draftFees.fen()), 0, RoundingMode.UP);
            return share.min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValueExact();
        }
    }

    /** Claims that would get the same. */
    public long same() {
        return done - effect.more() - effect.less() - effect.setAside();
    }

    /** The loss ratio under the draft is above what the fund has set, {@code alarmBasisPoints}. */
    public boolean isAlarming() {
        return isDone() && effect.sums().lossBasisPoints() > alarmBasisPoints;
    }

    public boolean isRunning() {
        return state == State.RUNNING;
    }

    public boolean isDone() {
        return state == State.DONE;
    }

    /** Whom the draft would change. */
    public enum Side {
        LESS,
        MORE
    }

    /** One claim that would be decided otherwise. */
    public record Change(long claim, Money now, Money draft, PastClaims.Label label) {}
}

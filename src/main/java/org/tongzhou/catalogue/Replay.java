package org.tongzhou.catalogue;

import java.time.Duration;
import java.time.Instant;
import org.tongzhou.kernel.Money;

/**
 * One run of the fund's past claims of a plan under a draft; {@code content} names the draft as it was then. While it
 * runs, {@code done} of {@code total} claims are decided.
 */
public record Replay(
        long id,
        DraftId draft,
        String content,
        State state,
        long total,
        long done,
        Effect effect,
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
     * By the rules now and by the draft, what the draft adds and takes (both positive), what was granted on record, and
     * the fees that came in.
     */
    public record Sums(Money now, Money draft, Money more, Money less, Money granted, Money fees) {}

    /** Claims that would get the same. */
    public long same() {
        return done - effect.more() - effect.less() - effect.setAside();
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

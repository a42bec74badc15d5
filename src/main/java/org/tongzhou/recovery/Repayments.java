package org.tongzhou.recovery;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.recovery.Recovery.Hand;
import org.tongzhou.recovery.Recovery.State;
import org.tongzhou.recovery.RecoveryEntry.Kind;

/** For the room that reads bank statements: who owes what, and money that was found to pay it back. In the caller's transaction. */
@Component
public class Repayments {
    /** A cause that names a match of that room: {@code assignment:17}. */
    static final String FOUND = "assignment:";

    private final RecoveryRows rows;
    private final Steps steps;
    private final Returns returns;
    private final Interests interests;

    Repayments(RecoveryRows rows, Steps steps, Returns returns, Interests interests) {
        this.rows = rows;
        this.steps = steps;
        this.returns = returns;
        this.interests = interests;
    }

    /** Somebody who owes: by which number they know it, their masked name, how much is left. */
    public record Owing(RecoveryId id, String reference, String payeeName, Money outstanding) {}

    /** What a credit says of what it may pay back: its remark, how much is left of it, its payer's name as it is masked. */
    public record Hint(String remark, Money sum, String payeeName) {}

    /** Who owes under a number that stands in one of these remarks. */
    public List<Owing> referred(FundId fund, Collection<String> remarks) {
        return rows.referred(fund, remarks);
    }

    /** Whom one of these hints may mean: by the number in its remark, by its sum or by its name; the newest first. */
    public List<Owing> meant(FundId fund, Collection<Hint> hints) {
        return rows.meant(fund, hints);
    }

    private static Owing owing(Recovery recovery) {
        return new Owing(
                recovery.id(), recovery.terms().reference(), recovery.terms().payeeName(), recovery.outstanding());
    }

    /** The same of one, locked until the transaction ends. Refuses {@code recovery_moved_on} unless it is open. */
    public Owing lock(FundId fund, RecoveryId id) {
        return owing(open(fund, id));
    }

    /** A credit as the bank names it. It begins its references anew each year, so that the day tells them apart. */
    public record Credit(String bankReference, LocalDate day) {
        /** Half a year either way is the same credit: a day noted by hand may be another than the bank's. */
        public static final int DAYS_ABOUT = 180;
    }

    /** A repayment that was noted by hand, of which debt; what came may be another sum. */
    public record Noted(RecoveryId recovery, Money amount) {}

    /**
     * Of these credits those that were noted by hand as a repayment, under their reference and within half a year of their day; of
     * several the nearest.
     */
    public Map<Credit, Noted> noted(FundId fund, Collection<Credit> credits) {
        return rows.noted(fund, credits);
    }

    /** A match: its number there, the sum and the day of the bank. */
    public record Found(long assignment, Money amount, LocalDate day) {
        String cause() {
            return FOUND + assignment;
        }
    }

    /** Takes what was found off the debt; nobody does so about what is theirs ({@code recovery_own}). */
    @Transactional
    public void take(Actor actor, RecoveryId id, Found found, Instant now) {
        Recovery recovery = open(actor.fund(), id);
        Hand hand = Recoveries.hand(actor, now);
        interests.requireNone(actor.fund(), hand, recovery.terms().person());
        steps.enter(actor.fund(), recovery, entry(Kind.RECEIVED, found), hand);
        steps.record(actor, "recovery.received", id, fen(found), now);
    }

    private Recovery open(FundId fund, RecoveryId id) {
        Recovery recovery = rows.lock(fund, id).orElseThrow(Refusal::notFound);
        if (recovery.state() != State.OPEN) {
            throw Refusal.conflict("recovery_moved_on");
        }
        return recovery;
    }

    /**
     * The same back again, by nobody about what is theirs either: the person owes it once more, unless the benefit itself is with us
     * by now. Without a person where the bank did it.
     */
    @Transactional
    public void takeBack(Actor actor, RecoveryId id, Found found, Instant now) {
        Recovery recovery = rows.lock(actor.fund(), id).orElseThrow(Refusal::notFound);
        if (actor.person() == null) {
            steps.byBank(actor.fund(), recovery, entry(Kind.TAKEN_BACK, found), now);
        } else {
            Hand hand = Recoveries.hand(actor, now);
            interests.requireNone(actor.fund(), hand, recovery.terms().person());
            steps.enter(actor.fund(), recovery, entry(Kind.TAKEN_BACK, found), hand);
        }
        steps.record(actor, "recovery.taken_back", id, fen(found), now);
        returns.keepOf(actor.fund(), id, now);
    }

    private static RecoveryEntry entry(Kind kind, Found found) {
        return new RecoveryEntry(0, kind, found.cause(), found.amount(), found.day());
    }

    private static Map<String, String> fen(Found found) {
        return Map.of("fen", Long.toString(found.amount().fen()));
    }
}

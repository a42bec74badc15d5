package org.tongzhou.claim;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.UnitId;

/**
 * One claim as it stands: a benefit of {@code plan} for the event {@code eventCase}. Immutable; each verb answers the
 * {@link Move} that it would make, or refuses. {@code amount} is what the rules gave at the last computation.
 */
public record Claim(
        ClaimId id,
        CaseId eventCase,
        String number,
        Owner owner,
        Benefit benefit,
        ClaimState state,
        Level level,
        Route route,
        Money amount,
        int version,
        Clock clock) {

    /** Whose claim it is and where it lies in the union tree. */
    public record Owner(PersonId person, UnitId unit, String path) {}

    /** The plan version and the benefit inside it; {@code lumpSum} when it pays a fixed sum of a class to be confirmed. */
    public record Benefit(String plan, String planVersion, boolean lumpSum) {}

    /**
     * Acceptance, the day after which the promise counts (a later one after an appeal), and its last day; {@code dueOn} is
     * null while papers are owed.
     */
    public record Clock(
            LocalDate acceptedOn,
            LocalDate promisedFrom,
            @Nullable LocalDate dueOn) {}

    /** Where a verb leads. */
    public record Move(Verb verb, ClaimState state, Level level) {}

    /** Approves at the present level: on to the next one, or the final approval. */
    public Move approve() {
        requireReview();
        return route.after(level)
                .map(next -> new Move(Verb.APPROVED, ClaimState.REVIEW, next))
                .orElseGet(() -> move(Verb.APPROVED, ClaimState.APPROVED));
    }

    /** The rules approve what was announced, in place of the first check: on to the next level, or the final approval. */
    public Move approveByRules() {
        require(ClaimState.ANNOUNCED);
        return route.after(level)
                .map(next -> new Move(Verb.RULES_APPROVED, ClaimState.REVIEW, next))
                .orElseGet(() -> move(Verb.RULES_APPROVED, ClaimState.APPROVED));
    }

    /** The member does not agree with what was announced: an ordinary claim for people. */
    public Move object() {
        require(ClaimState.ANNOUNCED);
        return move(Verb.OBJECTED, ClaimState.REVIEW);
    }

    /** What was announced wants a person's look before it is paid. */
    public Move handOver() {
        require(ClaimState.ANNOUNCED);
        return move(Verb.HANDED_OVER, ClaimState.REVIEW);
    }

    /** Hands the claim to the level above without deciding; refused at the province. */
    public Move sendUp(boolean hasCity) {
        requireReview();
        if (level == Level.PROVINCE) {
            throw Refusal.conflict("claim_nobody_above");
        }
        return new Move(Verb.SENT_UP, ClaimState.REVIEW, above(hasCity));
    }

    public Move askPapers() {
        requireReview();
        return move(Verb.PAPERS_ASKED, ClaimState.SUPPLEMENT);
    }

    public Move supplement() {
        require(ClaimState.SUPPLEMENT);
        return move(Verb.PAPERS_GIVEN, ClaimState.REVIEW);
    }

    public Move proposeRefusal() {
        requireReview();
        return move(Verb.REFUSAL_PROPOSED, ClaimState.REFUSAL_PROPOSED);
    }

    public Move confirmRefusal() {
        require(ClaimState.REFUSAL_PROPOSED);
        return move(Verb.REFUSAL_CONFIRMED, ClaimState.REFUSED);
    }

    /** The second person does not agree: the level above looks at it; the province looks again by a third person. */
    public Move declineRefusal(boolean hasCity) {
        require(ClaimState.REFUSAL_PROPOSED);
        return new Move(Verb.REFUSAL_DECLINED, ClaimState.REVIEW, level == Level.PROVINCE ? level : above(hasCity));
    }

    /** The member does not agree: the province decides, by somebody who has not acted on it. */
    public Move appeal() {
        require(ClaimState.REFUSED);
        return new Move(Verb.APPEALED, ClaimState.REVIEW, Level.PROVINCE);
    }

    /** New evidence has come for a refused claim: the level above looks at it. */
    public Move reopen(boolean hasCity) {
        require(ClaimState.REFUSED);
        return new Move(Verb.REOPENED, ClaimState.REVIEW, level == Level.PROVINCE ? level : above(hasCity));
    }

    /** The member takes the claim back; not once money is on its way. */
    public Move withdraw() {
        if (!state.isBeforeReviewers() && state != ClaimState.SUPPLEMENT && state != ClaimState.ANNOUNCED) {
            throw moved();
        }
        return move(Verb.WITHDRAWN, ClaimState.WITHDRAWN);
    }

    public Move paid() {
        require(ClaimState.APPROVED);
        return move(Verb.PAID, ClaimState.PAID);
    }

    /** The bank would not take the payment, or sent it back days later. */
    public Move returned() {
        if (state != ClaimState.APPROVED && state != ClaimState.PAID && state != ClaimState.CLOSED) {
            throw moved();
        }
        return move(Verb.BANK_RETURNED, ClaimState.RETURNED);
    }

    public Move payAgain() {
        require(ClaimState.RETURNED);
        return move(Verb.PAID_AGAIN, ClaimState.APPROVED);
    }

    public Move close() {
        require(ClaimState.PAID);
        return move(Verb.CLOSED, ClaimState.CLOSED);
    }

    /** The claim after a move, with the clock that runs then. */
    Claim moved(Move move, Clock next) {
        return with(move.state(), move.level(), route.including(move.level()), amount, next);
    }

    /** The claim after another computation. */
    Claim computed(Money amount, Route route) {
        return with(state, level, route, amount, clock);
    }

    /** The claim after something was noted on it. */
    Claim noted() {
        return with(state, level, route, amount, clock);
    }

    private Claim with(ClaimState state, Level level, Route route, Money amount, Clock clock) {
        return new Claim(id, eventCase, number, owner, benefit, state, level, route, amount, version + 1, clock);
    }

    /** A fixed sum that nobody has approved yet: a person confirms the class that it depends on. */
    public boolean isUpTo() {
        return benefit.lumpSum() && (state.isBeforeReviewers() || state == ClaimState.SUPPLEMENT);
    }

    public MemberStatus status() {
        return MemberStatus.of(state);
    }

    private Move move(Verb verb, ClaimState next) {
        return new Move(verb, next, level);
    }

    private Level above(boolean hasCity) {
        return level == Level.COUNTY && hasCity ? Level.CITY : Level.PROVINCE;
    }

    private void requireReview() {
        require(ClaimState.REVIEW);
    }

    private void require(ClaimState expected) {
        if (state != expected) {
            throw moved();
        }
    }

    /** Somebody was faster, or the page is old. */
    private Refusal moved() {
        return Refusal.conflict("claim_moved_on", number);
    }
}

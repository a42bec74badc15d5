package org.tongzhou.claim;

import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.Refusal;

/** What may be done with a claim where it stands: each verb answers the {@link Move} that it would make, or refuses. */
final class Moves {
    private final Claim claim;

    Moves(Claim claim) {
        this.claim = claim;
    }

    /** Approves at the present level: on to the next one, or the final approval. */
    Move approve() {
        requireReview();
        return claim.route()
                .after(claim.level())
                .map(next -> new Move(Verb.APPROVED, ClaimState.REVIEW, next))
                .orElseGet(() -> move(Verb.APPROVED, ClaimState.APPROVED));
    }

    /** One approval of several at the present level, which also makes the checks that were handed up to it. */
    Move approveAmongSeveral() {
        requireReview();
        return move(Verb.APPROVED, ClaimState.REVIEW);
    }

    /** The rules approve what was announced, in place of the first check: on to the next level, or the final approval. */
    Move approveByRules() {
        require(ClaimState.ANNOUNCED);
        return claim.route()
                .after(claim.level())
                .map(next -> new Move(Verb.RULES_APPROVED, ClaimState.REVIEW, next))
                .orElseGet(() -> move(Verb.RULES_APPROVED, ClaimState.APPROVED));
    }

    /** The member does not agree with what was announced: an ordinary claim for people. */
    Move object() {
        require(ClaimState.ANNOUNCED);
        return move(Verb.OBJECTED, ClaimState.REVIEW);
    }

    /** What was announced wants a person's look before it is paid. */
    Move handOver() {
        require(ClaimState.ANNOUNCED);
        return move(Verb.HANDED_OVER, ClaimState.REVIEW);
    }

    /** Hands the claim to the level above without deciding, and its own check with it; refused at the province. */
    Move sendUp(boolean hasCity) {
        requireReview();
        if (claim.level() == Level.PROVINCE) {
            throw Refusal.conflict("claim_nobody_above");
        }
        return new Move(Verb.SENT_UP, ClaimState.REVIEW, above(hasCity));
    }

    Move askPapers() {
        requireReview();
        return move(Verb.PAPERS_ASKED, ClaimState.SUPPLEMENT);
    }

    Move supplement() {
        require(ClaimState.SUPPLEMENT);
        return move(Verb.PAPERS_GIVEN, ClaimState.REVIEW);
    }

    Move proposeRefusal() {
        requireReview();
        return move(Verb.REFUSAL_PROPOSED, ClaimState.REFUSAL_PROPOSED);
    }

    Move confirmRefusal() {
        require(ClaimState.REFUSAL_PROPOSED);
        return move(Verb.REFUSAL_CONFIRMED, ClaimState.REFUSED);
    }

    /** The second person does not agree: the level above looks at it; the province looks again by a third person. */
    Move declineRefusal(boolean hasCity) {
        require(ClaimState.REFUSAL_PROPOSED);
        return new Move(Verb.REFUSAL_DECLINED, ClaimState.REVIEW, above(hasCity));
    }

    /** The member does not agree: the province decides, by somebody who has not acted on it. */
    Move appeal() {
        require(ClaimState.REFUSED);
        return new Move(Verb.APPEALED, ClaimState.REVIEW, Level.PROVINCE);
    }

    /** New evidence has come for a refused claim: the level above looks at it. */
    Move reopen(boolean hasCity) {
        require(ClaimState.REFUSED);
        return new Move(Verb.REOPENED, ClaimState.REVIEW, above(hasCity));
    }

    /** The member takes the claim back; not once money is on its way. */
    Move withdraw() {
        if (!state().awaitsAnswer() && state() != ClaimState.ANNOUNCED) {
            throw moved();
        }
        return move(Verb.WITHDRAWN, ClaimState.WITHDRAWN);
    }

    /** The money has arrived; of what the bank had rejected, two people may find so afterwards. */
    Move paid() {
        if (state() != ClaimState.APPROVED && state() != ClaimState.RETURNED) {
            throw moved();
        }
        return move(Verb.PAID, ClaimState.PAID);
    }

    /** The bank would not take the payment, or sent it back days later. */
    Move returned() {
        if (state() != ClaimState.APPROVED && state() != ClaimState.PAID && state() != ClaimState.CLOSED) {
            throw moved();
        }
        return move(Verb.BANK_RETURNED, ClaimState.RETURNED);
    }

    Move payAgain() {
        require(ClaimState.RETURNED);
        return move(Verb.PAID_AGAIN, ClaimState.APPROVED);
    }

    Move close() {
        require(ClaimState.PAID);
        return move(Verb.CLOSED, ClaimState.CLOSED);
    }

    private Move move(Verb verb, ClaimState next) {
        return new Move(verb, next, claim.level());
    }

    /** The province stays with itself. */
    private Level above(boolean hasCity) {
        return claim.level() == Level.COUNTY && hasCity ? Level.CITY : Level.PROVINCE;
    }

    private void requireReview() {
        require(ClaimState.REVIEW);
    }

    private void require(ClaimState expected) {
        if (state() != expected) {
            throw moved();
        }
    }

    /** Somebody was faster, or the page is old. */
    private Refusal moved() {
        return Refusal.conflict("claim_moved_on", claim.number());
    }

    private ClaimState state() {
        return claim.state();
    }
}

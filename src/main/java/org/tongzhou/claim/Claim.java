package org.tongzhou.claim;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.UnitId;

/**
 * One claim as it stands: a benefit of {@code plan} for the event {@code eventCase}. Immutable; {@link Moves} says where it may go. {@code amount} is what the rules gave at the last computation.
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

    /** What may be done with it where it stands. */
    Moves moves() {
        return new Moves(this);
    }

    /** The claim after a move, with the clock that runs then. */
    Claim moved(Move move, Clock next) {
        return with(move.state(), move.level(), route.including(move.level()), amount, next);
    }

    /** The claim after another computation, by the edition of the event's day. It stays with the desks where it was filed. */
    Claim computed(Money amount, Route route, Benefit found) {
        return new Claim(id, eventCase, number, owner, found, state, level, route, amount, version + 1, clock);
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
        return benefit.lumpSum() && state.awaitsAnswer();
    }

    public MemberStatus status() {
        return MemberStatus.of(state);
    }
}

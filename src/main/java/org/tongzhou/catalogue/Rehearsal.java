package org.tongzhou.catalogue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tongzhou.adjudication.CompiledPlan;
import org.tongzhou.adjudication.CoverFacts;
import org.tongzhou.adjudication.Desk;
import org.tongzhou.adjudication.LimitKey;
import org.tongzhou.adjudication.UsedSoFar;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.plan.PlanVersion;

/**
 * Past claims decided twice, by the edition that decided them and by a draft, each with its own use of the limits; one
 * person's claims after the other, so that nothing but the present person's use is held.
 */
public final class Rehearsal {
    private static final LocalDate LONG_AGO = LocalDate.of(1900, 1, 1);

    private final Desk desk = new Desk();
    private final Rules draft;
    private final Map<String, Rules> editions = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private Totals totals = Totals.NONE;
    private @Nullable PersonId person;
    private UsedSoFar usedNow = UsedSoFar.NOTHING;
    private UsedSoFar usedByDraft = UsedSoFar.NOTHING;

    /** {@code editions} are the plan's versions in force or past, by edition; where one is gone, what was granted stands. */
    public Rehearsal(PlanVersion draft, Map<String, PlanVersion> editions) {
        this.draft = Rules.of(always(draft));
        editions.forEach((edition, plan) -> this.editions.put(edition, Rules.of(plan)));
    }

    /** The rules of a version, whenever it holds. */
    static PlanVersion always(PlanVersion plan) {
        return plan.asIfHeldFrom(LONG_AGO);
    }

    /** An edition, and the part of it that decides on the difference to an earlier claim, which has decided the costs. */
    private record Rules(CompiledPlan whole, CompiledPlan fixedSums) {
        static Rules of(PlanVersion plan) {
            return new Rules(CompiledPlan.of(plan), CompiledPlan.of(plan.fixedSums()));
        }

        CompiledPlan on(PastClaim claim) {
            return claim.difference() ? fixedSums : whole;
        }
    }

    /** What one edition makes of a claim. */
    private record Side(Money due, Map<LimitKey, Long> used) {}

    /** A claim that the draft would decide otherwise. */
    record Change(long claim, Money now, Money draft) {}

    /** What came of it so far; {@code setAside} were refused by people although the rules would have paid. */
    record Totals(long claims, long more, long less, long setAside, Sums sums) {
        static final Totals NONE =
                new Totals(0, 0, 0, 0, new Sums(Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO));

        private Totals with(PastClaim claim, Outcome outcome) {
            if (outcome.setAside()) {
                return new Totals(claims + 1, more, less, setAside + 1, sums);
            }
            Money difference = outcome.draft().minus(outcome.now());
            boolean gains = difference.isPositive();
            boolean loses = difference.isNegative();
            Sums next = new Sums(
                    sums.now.plus(outcome.now()),
                    sums.draft.plus(outcome.draft()),
                    gains ? sums.more.plus(difference) : sums.more,
                    loses ? sums.less.minus(difference) : sums.less,
                    sums.granted.plus(claim.granted()));
            return new Totals(claims + 1, more + (gains ? 1 : 0), less + (loses ? 1 : 0), setAside, next);
        }
    }

    /** What the rules now and the draft make of one claim; {@code setAside} where a person refused what the rules now would pay. */
    public record Outcome(Money now, Money draft, boolean setAside) {}

    /** By the rules now and by the draft; what the draft adds and takes, both positive; what was granted on record. */
    record Sums(Money now, Money draft, Money more, Money less, Money granted) {}

    void take(PastClaim claim) {
        Outcome outcome = decide(claim);
        totals = totals.with(claim, outcome);
        if (!outcome.setAside() && !outcome.now().equals(outcome.draft())) {
            changes.add(new Change(claim.claim(), outcome.now(), outcome.draft()));
        }
    }

    /**
     * Decides one claim twice; a person's claims follow one another in the order of filing. What is set aside, or has
     * come back, uses nothing. The wait
     * that a certificate promised binds the rules now; a draft goes by its own, which later covers are promised.
     */
    public Outcome decide(PastClaim claim) {
        if (!claim.person().equals(person)) {
            person = claim.person();
            usedNow = UsedSoFar.NOTHING;
            usedByDraft = UsedSoFar.NOTHING;
        }
        Optional<Side> now = Optional.ofNullable(editions.get(claim.edition()))
                .map(edition -> decide(edition, claim.cover(), claim, usedNow));
        Money before = now.map(Side::due).orElse(claim.granted());
        if (claim.refused() && before.isPositive()) {
            return new Outcome(before, before, true);
        }
        Side then = decide(draft, claim.cover().byRule(), claim, usedByDraft);
        if (!claim.cameBack()) {
            now.ifPresent(side -> usedNow = usedNow.plus(side.used()));
            usedByDraft = usedByDraft.plus(then.used());
        }
        return new Outcome(before, then.due(), false);
    }

    private Side decide(Rules rules, CoverFacts cover, PastClaim claim, UsedSoFar used) {
        desk.decide(
                rules.on(claim),
                cover,
                claim.facts(),
                used.plus(claim.elsewhere().amounts()));
        return new Side(desk.due(), desk.consumption());
    }

    Totals totals() {
        return totals;
    }

    /** The changes since the last call; afterwards they are forgotten here. */
    List<Change> drain() {
        List<Change> found = List.copyOf(changes);
        changes.clear();
        return found;
    }
}

package org.tongzhou.analysis;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.tongzhou.catalogue.PastClaim;
import org.tongzhou.catalogue.Rehearsal;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.PlanVersion;

/**
 * Claims of one plan decided anew under another version of it, told by the year of the event. Claims of a person follow one
 * another by their ordinal and come to the same instance; sums of several instances add up to the whole. For one thread.
 */
public final class Redecision {
    private final Rehearsal rehearsal;
    private final int first;
    private final int last;
    private final Map<Integer, Totals> years = new TreeMap<>();

    /** Years outside of {@code first} to {@code last} use limits and are not told. */
    public Redecision(PlanVersion version, Map<String, PlanVersion> editions, int first, int last) {
        this.rehearsal = new Rehearsal(version, editions);
        this.first = first;
        this.last = last;
    }

    /** Claims, of these how many get more, less, or were refused by people although the rules would pay; money in fen. */
    public record Totals(
            long claims, long more, long less, long setAside, long nowFen, long versionFen, long grantedFen)
            implements Serializable {
        public Totals plus(Totals other) {
            return new Totals(
                    claims + other.claims,
                    more + other.more,
                    less + other.less,
                    setAside + other.setAside,
                    Math.addExact(nowFen, other.nowFen),
                    Math.addExact(versionFen, other.versionFen),
                    Math.addExact(grantedFen, other.grantedFen));
        }
    }

    public void take(PastClaim claim) {
        Rehearsal.Outcome outcome = rehearsal.decide(claim);
        int year = claim.facts().eventDay().getYear();
        if (first <= year && year <= last) {
            years.merge(year, totals(outcome, claim.granted()), Totals::plus);
        }
    }

    /** A claim that is set aside adds no money, as in a replay. */
    private static Totals totals(Rehearsal.Outcome outcome, Money granted) {
        if (outcome.setAside()) {
            return new Totals(1, 0, 0, 1, 0, 0, 0);
        }
        int change = outcome.draft().compareTo(outcome.now());
        return new Totals(
                1,
                change > 0 ? 1 : 0,
                change < 0 ? 1 : 0,
                0,
                outcome.now().fen(),
                outcome.draft().fen(),
                granted.fen());
    }

    public Map<Integer, Totals> byYear() {
        return new TreeMap<>(years);
    }
}

package org.tongzhou.plan;

import java.util.List;
import java.util.Optional;
import org.tongzhou.kernel.Money;

/**
 * One step from the base of a benefit to what is paid. The order in which the plan writes its rules is the order in which
 * they apply, and the order in which they are explained.
 */
public sealed interface Rule {
    /** The clause that the step quotes. */
    String clause();

    <R> R fold(Cases<R> cases);

    /** One answer for each kind of rule. */
    interface Cases<R> {
        R rate(Rate rule);

        R rateByStay(RateByStay rule);

        R tiers(Tiers rule);

        R brackets(Brackets rule);

        R deductible(Deductible rule);

        R floor(Floor rule);

        R cap(Cap rule);

        R neverAboveBorne(NeverAboveBorne rule);

        R stays(Stays rule);
    }

    /** Multiplies by a rate in basis points, 1 to 10,000. */
    record Rate(Stated<Integer> basisPoints, String clause) implements Rule {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.rate(this);
        }
    }

    /** The rate of the first, second, … stay that was paid in the period; the last one holds for all later stays. */
    record RateByStay(Stated<List<Integer>> basisPoints, Per per, String clause) implements Rule {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.rateByStay(this);
        }
    }

    /**
     * Marginal tiers: each part of the amount at the rate of its tier, rising or falling. Over a term or life the amount
     * continues where earlier claims stopped.
     */
    record Tiers(List<Tier> tiers, Per per, String clause) implements Rule {
        public Tiers {
            tiers = List.copyOf(tiers);
        }

        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.tiers(this);
        }
    }

    /** The part of the amount above the tier before and up to {@code upTo}; without it, all the rest. */
    record Tier(Optional<Money> upTo, Stated<Integer> basisPoints) {}

    /** Whole-amount brackets: the bracket that the amount reaches decides on all of it; below the first nothing is paid. */
    record Brackets(List<Bracket> brackets, String clause) implements Rule {
        public Brackets {
            brackets = List.copyOf(brackets);
        }

        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.brackets(this);
        }
    }

    /** From this amount on, inclusive: either a rate on the whole amount or a fixed sum. */
    record Bracket(Money from, Optional<Stated<Integer>> basisPoints, Optional<Sum> sum) {}

    /** Takes off this much once over the period; what earlier claims met of it counts. */
    record Deductible(Sum sum, Per per, String clause) implements Rule {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.deductible(this);
        }
    }

    /** At least this amount, for every claim that comes so far or only when the member died of the event. */
    record Floor(Sum sum, When when, String clause) implements Rule {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.floor(this);
        }
    }

    /** When a floor holds. */
    enum When {
        ALWAYS,
        DEATH
    }

    /** At most this amount over the period, what earlier decisions used of it counts; a group is shared with other benefits and plans. */
    record Cap(Sum sum, Per per, Optional<String> group, String clause) implements Rule {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.cap(this);
        }
    }

    /** All benefits of the group together never pay more for an event than the member bore of it. */
    record NeverAboveBorne(String group, String clause) implements Rule {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.neverAboveBorne(this);
        }
    }

    /** At most this many stays are paid over the period; 0 means none. */
    record Stays(Stated<Integer> most, Per per, String clause) implements Rule {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.stays(this);
        }
    }
}

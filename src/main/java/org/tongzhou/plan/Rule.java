package org.tongzhou.plan;

import java.util.function.Function;
import org.tongzhou.kernel.Money;

/**
 * One step of a reimbursement, applied in the order in which the plan writes it. Tiers, brackets, deductibles, floors
 * and rates by ordinal are further members of this type.
 */
public sealed interface Rule {
    /** The clause that the step quotes. */
    String clause();

    <R> R fold(Function<Rate, R> rate, Function<Cap, R> cap);

    /** Multiplies by a rate in basis points, 1 to 10,000. */
    record Rate(Stated<Integer> basisPoints, String clause) implements Rule {
        @Override
        public <R> R fold(Function<Rate, R> rate, Function<Cap, R> cap) {
            return rate.apply(this);
        }
    }

    /** At most this amount a unit over the period; what earlier decisions used of it counts. */
    record Cap(Stated<Money> perUnit, Per per, String clause) implements Rule {
        @Override
        public <R> R fold(Function<Rate, R> rate, Function<Cap, R> cap) {
            return cap.apply(this);
        }
    }
}

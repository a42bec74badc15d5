package org.tongzhou.plan;

import org.tongzhou.kernel.Money;

/** What a member's cover costs for one term. Fees by occupation or by average age are further members of this type. */
public sealed interface Fee {
    /** The fee of one member with this number of units, 1 or more. */
    Money charge(int units);

    /** The amount that the plan names, for display. */
    Stated<Money> amount();

    /** The same amount for each unit. */
    record PerUnit(Stated<Money> amount) implements Fee {
        @Override
        public Money charge(int units) {
            return amount.value().times(units);
        }
    }

    /** The same amount for each member, whatever the units; zero for a plan that is free to the member. */
    record PerPerson(Stated<Money> amount) implements Fee {
        @Override
        public Money charge(int units) {
            return amount.value();
        }
    }
}

package org.tongzhou.enrolment;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.plan.PlanVersion;

/** A row that may be enrolled, cleaned: who, how to reach and pay them, and which plans with how many units. */
public record Applicant(
        int row, String name, ResidentId id, String phone, Optional<String> card, List<Choice> choices) {
    public Applicant {
        choices = List.copyOf(choices);
    }

    /** One plan of one member, 1 or more units, and its fee for the term. */
    public record Choice(PlanVersion plan, int units, Money fee) {}

    /** The units of a plan; empty when it is not chosen. */
    OptionalInt units(PlanVersion plan) {
        for (Choice choice : choices) {
            if (choice.plan().code().equals(plan.code())) {
                return OptionalInt.of(choice.units());
            }
        }
        return OptionalInt.empty();
    }

    /** True when some plan that they choose would not take them any more if it began on this day. */
    boolean isTooOldOn(LocalDate day) {
        int age = id.ageOn(day);
        for (Choice choice : choices) {
            if (age > choice.plan().eligibility().maxAge()) {
                return true;
            }
        }
        return false;
    }

    Applicant with(List<Choice> other) {
        return new Applicant(row, name, id, phone, card, other);
    }

    public Money fee() {
        Money sum = Money.ZERO;
        for (Choice choice : choices) {
            sum = sum.plus(choice.fee());
        }
        return sum;
    }
}

package org.tongzhou.enrolment;

import java.util.List;
import java.util.Optional;
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

    public Money fee() {
        return choices.stream().map(Choice::fee).reduce(Money.ZERO, Money::plus);
    }
}

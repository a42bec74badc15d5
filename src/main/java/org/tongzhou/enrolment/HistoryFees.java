package org.tongzhou.enrolment;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.organisation.Unit;
import org.tongzhou.plan.Fee;
import org.tongzhou.plan.FeeFacts;
import org.tongzhou.plan.PlanVersion;

/** What cover that is taken over costs: by the identity numbers and the unit, since no roster tells more of its members. */
final class HistoryFees {
    private final LocalDate from;
    private final Unit unit;
    private final Map<PlanVersion, OptionalInt> averages = new LinkedHashMap<>();

    HistoryFees(LocalDate from, Unit unit) {
        this.from = from;
        this.unit = unit;
    }

    /** All members of one plan, before any of them is charged. */
    void gather(PlanVersion plan, List<Histories.Member> members) {
        boolean byAverage =
                plan.joining().fee().by().filter(Fee.By.AVERAGE_AGE::equals).isPresent();
        long years = members.stream()
                .mapToLong(member -> member.person().id().ageOn(from))
                .sum();
        averages.put(
                plan, byAverage ? OptionalInt.of(FeeFacts.averageTenths(years, members.size())) : OptionalInt.empty());
    }

    /** Refuses {@code history_fee_facts} where the plan asks for occupation or income, or names no fee for the unit. */
    Money charge(PlanVersion plan, Histories.Member member) {
        FeeFacts facts = new FeeFacts(
                member.units(),
                Optional.empty(),
                Optional.of(unit.kind().code()),
                OptionalInt.of(member.person().id().ageOn(from)),
                averages.getOrDefault(plan, OptionalInt.empty()),
                Optional.empty());
        if (plan.joining().fee().gap(facts).isPresent()) {
            throw Refusal.invalid("history_fee_facts", plan.name().zh());
        }
        return plan.joining().fee().charge(facts);
    }

    List<PolicyFee> policies() {
        return averages.entrySet().stream()
                .map(it -> new PolicyFee(
                        it.getKey(), it.getKey().joining().funding().fixed(), it.getValue()))
                .toList();
    }
}

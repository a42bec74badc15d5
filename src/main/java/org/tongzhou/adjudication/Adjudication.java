package org.tongzhou.adjudication;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tongzhou.adjudication.Decision.Basis;
import org.tongzhou.adjudication.Decision.NotPayable;
import org.tongzhou.adjudication.Decision.Payable;
import org.tongzhou.adjudication.Decision.Proposed;
import org.tongzhou.kernel.Explanation;
import org.tongzhou.kernel.Explanation.Fact;
import org.tongzhou.kernel.Explanation.Op;
import org.tongzhou.kernel.Explanation.Step;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.Benefit;
import org.tongzhou.plan.PlanVersion;

/**
 * Decides what one plan version pays for one event: each benefit of the plan by its rules, added, rounded once HALF_UP to
 * the fen. A function of its arguments alone; the order of bills and diagnoses makes no difference.
 */
public final class Adjudication {
    private final List<Matter> matters;
    private final List<Reason> reasons = new ArrayList<>();
    private final List<Outcome.Due> due = new ArrayList<>();
    private final List<Outcome.Open> open = new ArrayList<>();
    private final Set<Missing> missingForDue = new LinkedHashSet<>();
    private final Set<Missing> missingForOpen = new LinkedHashSet<>();

    private Adjudication(List<Matter> matters) {
        this.matters = matters;
    }

    /**
     * The decision of the version that held on the event's day. {@code used} is what the member's earlier decisions used
     * of the limits, read under the lock that guards them. Refuses a cover of another plan.
     */
    public static Decision decide(PlanVersion plan, CoverFacts cover, ClaimFacts facts, UsedSoFar used) {
        if (!plan.code().equals(cover.plan())) {
            throw new IllegalArgumentException("cover of " + cover.plan() + " under plan " + plan.code());
        }
        List<Matter> matters = plan.benefits().stream()
                .map(benefit -> new Matter(plan, benefit, cover, facts, used))
                .toList();
        return new Adjudication(matters).decision(plan);
    }

    private Decision decision(PlanVersion plan) {
        Set<Reason> gates = new LinkedHashSet<>();
        for (Matter matter : matters) {
            gates.addAll(Gates.closed(matter));
            sort(matter);
        }
        reasons.addAll(gates);
        if (!gates.isEmpty()) {
            return notPayable(plan);
        }
        Money amount = Money.roundHalfUp(exact());
        if (amount.isPositive()) {
            return payable(plan, amount);
        }
        return open.isEmpty() ? notPayable(plan) : proposed(plan);
    }

    private void sort(Matter matter) {
        Outcome outcome = work(matter);
        List<Missing> papers = Papers.missing(matter);
        due.addAll(outcome.fold(List::of, it -> List.of(), it -> List.of()));
        open.addAll(outcome.fold(it -> List.of(), List::of, it -> List.of()));
        reasons.addAll(outcome.fold(it -> List.of(), it -> List.of(), Outcome.Closed::reasons));
        missingForDue.addAll(outcome.fold(it -> papers, it -> List.of(), it -> List.of()));
        missingForOpen.addAll(outcome.fold(it -> List.of(), it -> joined(it.missing(), papers), it -> List.of()));
    }

    private static List<Missing> joined(List<Missing> first, List<Missing> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static Outcome work(Matter matter) {
        Benefit benefit = matter.benefit();
        return benefit.fold(
                it -> Reimbursing.of(matter, it), it -> LumpSums.of(matter, it), it -> Disabling.of(matter, it), it -> {
                    throw new UnsupportedOperationException(it.code());
                });
    }

    private BigDecimal exact() {
        return due.stream().map(Outcome.Due::exactFen).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private Decision payable(PlanVersion plan, Money amount) {
        Money paid = due.stream().map(Outcome.Due::paidBefore).reduce(Money.ZERO, Money::plus);
        List<Step> steps = new ArrayList<>(Gates.notes(matters.get(0)));
        due.forEach(it -> steps.addAll(it.steps()));
        if (exact().stripTrailingZeros().scale() > 0) {
            steps.add(Matter.note("rounding", Fact.exactFen("exact", exact()), Fact.money("rounded", amount)));
        }
        steps.add(new Step("total", Op.TOTAL, BigDecimal.valueOf(amount.fen()), List.of(), null));
        Map<LimitKey, Long> consumption = new TreeMap<>();
        due.forEach(it -> consumption.putAll(it.consumption()));
        return new Payable(basis(plan, steps, missingForDue), amount, amount.plus(paid), consumption);
    }

    private Decision proposed(PlanVersion plan) {
        Money upTo = open.stream().map(Outcome.Open::upTo).reduce(Money.ZERO, Money::plus);
        List<Step> steps = new ArrayList<>(Gates.notes(matters.get(0)));
        open.forEach(it -> steps.addAll(it.steps()));
        steps.add(new Step("up_to", Op.TOTAL, BigDecimal.valueOf(upTo.fen()), List.of(), null));
        return new Proposed(basis(plan, steps, missingForOpen), upTo);
    }

    private Decision notPayable(PlanVersion plan) {
        return new NotPayable(basis(plan, List.of(), Set.of()));
    }

    /** Reasons stand once each, in the order of their codes. */
    private Basis basis(PlanVersion plan, List<Step> steps, Set<Missing> missing) {
        List<Reason> sorted = reasons.stream()
                .distinct()
                .sorted(Comparator.comparing(Reason::code))
                .toList();
        List<Candidate> candidates =
                open.stream().flatMap(it -> it.candidates().stream()).toList();
        return new Basis(plan.id(), new Explanation(steps), sorted, List.copyOf(missing), candidates);
    }
}

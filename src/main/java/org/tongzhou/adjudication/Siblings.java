package org.tongzhou.adjudication;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.tongzhou.plan.Benefit;
import org.tongzhou.plan.PlanVersion;

/** Finds what one event opens under all covers of a member, so that nobody has to know which plans to claim from. */
public final class Siblings {
    private static final Comparator<Covered> BY_PLAN = Comparator.comparingInt(
                    (Covered it) -> it.plan().heading().order())
            .thenComparing(it -> it.plan().code())
            .thenComparing(it -> it.cover().term().from());

    private Siblings() {}

    /**
     * Every benefit of every cover that pays or may pay for the event, in the order of the plans. A class that a person
     * confirmed for one plan says nothing about another, so it is set aside here.
     */
    public static List<Sibling> find(List<Covered> covers, ClaimFacts facts, UsedSoFar used) {
        Findings found = facts.findings();
        ClaimFacts unconfirmed = facts.with(
                new Findings(Optional.empty(), found.grade(), found.gradedOn(), found.treatmentEnded(), found.died()));
        return covers.stream()
                .sorted(BY_PLAN)
                .flatMap(covered -> covered.plan().benefits().stream()
                        .map(benefit -> new Sibling(
                                covered.plan(),
                                benefit,
                                Adjudication.decide(
                                        only(covered.plan(), benefit), covered.cover(), unconfirmed, used))))
                .filter(sibling -> sibling.decision().fold(it -> true, it -> true, it -> false))
                .toList();
    }

    private static PlanVersion only(PlanVersion plan, Benefit benefit) {
        return new PlanVersion(plan.heading(), plan.joining(), plan.claiming(), List.of(benefit), plan.clauses());
    }
}

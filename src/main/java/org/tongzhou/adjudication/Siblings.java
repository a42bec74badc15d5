package org.tongzhou.adjudication;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds what one event opens under all covers of a member, so that nobody has to know which plans to claim from. */
public final class Siblings {
    private static final Comparator<Covered> BY_PLAN = Comparator.comparingInt(
                    (Covered it) -> it.plan().heading().order())
            .thenComparing(it -> it.plan().code())
            .thenComparing(it -> it.cover().term().from());

    private Siblings() {}

    /**
     * Every benefit of every cover that pays or may pay for the event, in the order of the plans; what one pays counts
     * against limits that it shares with the next. A class that a person confirmed for one plan says nothing about
     * another, so it is set aside here.
     */
    public static List<Sibling> find(List<Covered> covers, ClaimFacts facts, UsedSoFar used) {
        Findings found = facts.findings();
        ClaimFacts unconfirmed = facts.with(
                new Findings(Optional.empty(), found.grade(), found.gradedOn(), found.treatmentEnded(), found.died()));
        List<Sibling> siblings = new ArrayList<>();
        UsedSoFar usedNow = used;
        for (Covered covered : covers.stream().sorted(BY_PLAN).toList()) {
            for (CompiledPlan one : CompiledPlan.of(covered.plan()).byBenefit()) {
                Decision decision = one.decide(covered.cover(), unconfirmed, usedNow);
                usedNow = usedNow.plus(decision.consumption());
                if (decision.fold(it -> true, it -> true, it -> false)) {
                    siblings.add(new Sibling(covered.plan(), one.benefits().get(0), decision));
                }
            }
        }
        return List.copyOf(siblings);
    }
}

package org.tongzhou.adjudication;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tongzhou.kernel.Explanation.Fact;
import org.tongzhou.plan.Benefit;
import org.tongzhou.plan.Benefit.Opening;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.Occasion;
import org.tongzhou.plan.PaperAsk;
import org.tongzhou.plan.PlanVersion;
import org.tongzhou.plan.Rule;

/** Which papers a benefit asks for that are not there yet. */
final class Papers {
    private Papers() {}

    static List<Missing> missing(PlanVersion plan, Benefit benefit, ClaimFacts facts) {
        Set<PaperAsk> asked = new LinkedHashSet<>();
        occasions(benefit, facts).forEach(occasion -> asked.addAll(plan.papers(occasion)));
        return asked.stream()
                .filter(ask -> Collections.disjoint(ask.anyOf(), facts.papers()))
                .map(Papers::missing)
                .toList();
    }

    private static Missing missing(PaperAsk ask) {
        return new Missing(
                ask.whereExists() ? Missing.Code.PAPER_WHERE_EXISTS : Missing.Code.PAPER,
                ask.anyOf().stream()
                        .map(kind -> Fact.code("paper", kind.code()))
                        .toList());
    }

    private static Set<Occasion> occasions(Benefit benefit, ClaimFacts facts) {
        return benefit.fold(
                it -> byCost(it.opening(), it.rules(), facts),
                it -> Set.of(facts.stay().isPresent() ? Occasion.HOSPITAL : Occasion.ILLNESS),
                it -> afterAccident(facts),
                it -> byCost(it.opening(), it.rules(), facts));
    }

    private static Set<Occasion> byCost(Opening opening, List<Rule> rules, ClaimFacts facts) {
        Set<Occasion> occasions = EnumSet.of(
                switch (opening) {
                    case STAY, ILLNESS_STAY, ACCIDENT_STAY -> Occasion.HOSPITAL;
                    case ACCIDENT -> Occasion.ACCIDENT;
                    case ANY -> Occasion.of(facts.kind());
                });
        if (opening == Opening.ACCIDENT_STAY) {
            occasions.add(Occasion.ACCIDENT);
        }
        boolean more = rules.stream().anyMatch(it -> it instanceof Rule.Floor floor && floor.when() == Rule.When.DEATH);
        if (more && facts.findings().died().isPresent()) {
            occasions.add(Occasion.DEATH);
        }
        return occasions;
    }

    private static Set<Occasion> afterAccident(ClaimFacts facts) {
        if (facts.kind() != EventKind.ACCIDENT) {
            return Set.of();
        }
        boolean died = facts.findings().died().isPresent();
        return EnumSet.of(Occasion.ACCIDENT, died ? Occasion.DEATH : Occasion.DISABILITY);
    }
}

package org.tongzhou.adjudication;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.tongzhou.kernel.Explanation.Fact;
import org.tongzhou.plan.Benefit;
import org.tongzhou.plan.Benefit.Opening;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.Occasion;
import org.tongzhou.plan.PaperAsk;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.plan.PlanVersion;
import org.tongzhou.plan.Rule;

/** Which papers a benefit asks for that are not there yet; what each ask says is made once. */
final class Papers {
    private final Benefit benefit;
    private final Map<Occasion, List<Ask>> asks = new EnumMap<>(Occasion.class);
    private final boolean moreOnDeath;

    private record Ask(Set<PaperKind> anyOf, Missing missing) {}

    Papers(PlanVersion plan, Benefit benefit) {
        this.benefit = benefit;
        for (Occasion occasion : Occasion.values()) {
            asks.put(occasion, plan.papers(occasion).stream().map(Papers::ask).toList());
        }
        this.moreOnDeath = benefit.fold(
                it -> raisedOnDeath(it.rules()), it -> false, it -> false, it -> raisedOnDeath(it.rules()));
    }

    private static Ask ask(PaperAsk ask) {
        Missing missing = new Missing(
                ask.whereExists() ? Missing.Code.PAPER_WHERE_EXISTS : Missing.Code.PAPER,
                ask.anyOf().stream()
                        .map(kind -> Fact.code("paper", kind.code()))
                        .toList());
        return new Ask(Set.copyOf(ask.anyOf()), missing);
    }

    private static boolean raisedOnDeath(List<Rule> rules) {
        return rules.stream().anyMatch(it -> it instanceof Rule.Floor floor && floor.when() == Rule.When.DEATH);
    }

    /** Tells what the event lacks; the same ask twice is told twice. */
    void missing(ClaimFacts facts, Consumer<Missing> told) {
        for (Occasion occasion : occasions(facts)) {
            for (Ask ask : asks.getOrDefault(occasion, List.of())) {
                if (Collections.disjoint(ask.anyOf(), facts.papers())) {
                    told.accept(ask.missing());
                }
            }
        }
    }

    private Set<Occasion> occasions(ClaimFacts facts) {
        return benefit.fold(
                it -> byCost(it.opening(), facts),
                it -> Set.of(facts.stayed() ? Occasion.HOSPITAL : Occasion.ILLNESS),
                it -> afterAccident(facts),
                it -> byCost(it.opening(), facts));
    }

    private Set<Occasion> byCost(Opening opening, ClaimFacts facts) {
        Set<Occasion> occasions = EnumSet.of(
                switch (opening) {
                    case STAY, ILLNESS_STAY, ACCIDENT_STAY -> Occasion.HOSPITAL;
                    case ACCIDENT -> Occasion.ACCIDENT;
                    case ANY -> Occasion.of(facts.kind());
                });
        if (opening == Opening.ACCIDENT_STAY) {
            occasions.add(Occasion.ACCIDENT);
        }
        if (moreOnDeath && facts.findings().died().isPresent()) {
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

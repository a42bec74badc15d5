package org.tongzhou.adjudication;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tongzhou.kernel.Explanation.Fact;
import org.tongzhou.plan.Benefit;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.Occasion;
import org.tongzhou.plan.PaperAsk;

/** Which papers a benefit asks for that are not there yet. */
final class Papers {
    private Papers() {}

    static List<Missing> missing(Matter matter) {
        Set<PaperAsk> asked = new LinkedHashSet<>();
        occasions(matter).forEach(occasion -> asked.addAll(matter.plan().papers(occasion)));
        return asked.stream()
                .filter(ask -> Collections.disjoint(ask.anyOf(), matter.facts().papers()))
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

    private static List<Occasion> occasions(Matter matter) {
        ClaimFacts facts = matter.facts();
        boolean accident = facts.kind() == EventKind.ACCIDENT;
        Occasion illness = facts.stay().isPresent() ? Occasion.HOSPITAL : Occasion.ILLNESS;
        return matter.benefit()
                .fold(
                        it -> it.opening() == Benefit.Opening.STAY
                                ? List.of(Occasion.HOSPITAL)
                                : List.of(Occasion.ACCIDENT),
                        it -> List.of(illness),
                        it -> accident ? afterAccident(facts) : List.of(),
                        it -> List.of(illness));
    }

    private static List<Occasion> afterAccident(ClaimFacts facts) {
        List<Occasion> occasions = new ArrayList<>(List.of(Occasion.ACCIDENT));
        occasions.add(facts.findings().died().isPresent() ? Occasion.DEATH : Occasion.DISABILITY);
        return occasions;
    }
}

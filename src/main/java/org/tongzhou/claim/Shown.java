package org.tongzhou.claim;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.Cases.CaseFile;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.plan.PaperKind;

/** What whoever follows an event is shown of it: the member all, an officer what went through the own unit, and the papers of that. */
@Component
class Shown {
    private final GivenStore given;
    private final Judging judging;

    Shown(GivenStore given, Judging judging) {
        this.given = given;
        this.judging = judging;
    }

    /** An officer has the papers that they gave, and those that came for claims through the own unit. */
    EventCase of(Actor actor, EventCase whole) {
        PersonId me = actor.requirePerson();
        boolean allOwn =
                whole.papers().stream().allMatch(paper -> paper.addedBy().equals(me));
        if (allOwn || isMembers(actor, whole)) {
            return whole;
        }
        Set<Long> through = given.through(actor.scope(), whole.id());
        return whole.withPapers(whole.papers().stream()
                .filter(paper -> paper.addedBy().equals(me) || through.contains(paper.paper()))
                .toList());
    }

    CaseFile of(Actor actor, CaseFile whole) {
        if (isMembers(actor, whole.eventCase())) {
            return whole;
        }
        EventCase event = of(actor, whole.eventCase());
        List<Proposal> own = whole.proposals().stream()
                .filter(proposal -> Access.sees(actor, event, proposal.unitPath()))
                .toList();
        boolean all = event.papers().size() == whole.eventCase().papers().size();
        return new CaseFile(
                event,
                whole.claims().stream()
                        .filter(claim -> Access.sees(actor, event, claim.owner().path()))
                        .toList(),
                all ? own : lacking(actor, event, own));
    }

    ClaimFile of(Actor actor, ClaimFile whole) {
        return whole.within(of(actor, new CaseFile(whole.eventCase(), whole.siblings(), whole.proposals())));
    }

    private static boolean isMembers(Actor actor, EventCase event) {
        return actor.isPerson(event.owner().person());
    }

    /** What proposals lack by the papers that are shown: an officer files on those. */
    private List<Proposal> lacking(Actor actor, EventCase event, List<Proposal> proposals) {
        LocalDate told = FundClock.dayOf(Objects.requireNonNull(event.hand().submittedAt()));
        Map<String, List<PaperKind>> lacks = judging.judge(actor.fund(), event, told).stream()
                .collect(Collectors.toMap(
                        verdict -> verdict.plan().value(),
                        verdict -> verdict.outcome().owedPapers(),
                        (first, second) -> first));
        return proposals.stream()
                .map(proposal -> proposal.lacking(lacks.getOrDefault(proposal.plan(), proposal.missing())))
                .toList();
    }
}

package org.tongzhou.claim;

import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.Outbox;
import org.tongzhou.kernel.Outbox.Telling;
import org.tongzhou.person.Doubt;
import org.tongzhou.person.HeirRefused;
import org.tongzhou.person.People;

/** Whoever named an heir is told why the second person refused them, and led to where better proof is given. */
@Component
class HeirTellings {
    private final People people;
    private final Outbox outbox;

    HeirTellings(People people, Outbox outbox) {
        this.people = people;
        this.outbox = outbox;
    }

    @EventListener
    void refused(HeirRefused event) {
        String member = Mask.name(people.card(event.fund(), event.person()).name());
        String why = Telling.said(event.doubt().advice(Doubt.Reader.NAMER));
        ClaimId.ofCause(event.proof())
                .map(claim -> "/claims/" + claim.value() + "/heir")
                .map(page -> new Telling("notice.heir.returned", List.of(member, why), page))
                .ifPresent(telling -> outbox.tell(event.fund(), event.askedBy(), event.at(), telling));
    }
}

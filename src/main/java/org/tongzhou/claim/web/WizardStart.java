package org.tongzhou.claim.web;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.Drafts;
import org.tongzhou.claim.EventCase;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.person.People;
import org.tongzhou.shell.Frame;

/** Puts the first page of the wizard together: what happened, and the draft that was left. */
@Component
class WizardStart {
    private final Drafts drafts;
    private final People people;

    WizardStart(Drafts drafts, People people) {
        this.drafts = drafts;
        this.people = people;
    }

    StartPage page(Actor actor, PersonId person, Frame frame, @Nullable Refusal refusal) {
        Optional<EventCase> draft = drafts.current(actor, person);
        boolean own = actor.isPerson(person);
        return new StartPage(
                draft.map(found -> found.id().value()).orElse(null),
                draft.map(EventCase::kind).orElse(null),
                draft.map(found -> ClaimWords.saved(found, frame)).orElse(""),
                own ? null : person.value(),
                own ? "" : people.card(actor.fund(), person).name(),
                ClaimWords.errors(
                        frame, refusal != null && refusal.code().equals("claim_fact_day") ? "died" : "kind", refusal));
    }
}

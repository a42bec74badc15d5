package org.tongzhou.claim.web;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.Drafts;
import org.tongzhou.claim.EventCase;
import org.tongzhou.claim.FactField;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.person.People;
import org.tongzhou.plan.EventKind;
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

    /** What was typed at the first step and why it was refused. */
    record Typed(
            @Nullable EventKind kind, String died, @Nullable Refusal refusal) {
        static final Typed NOTHING = new Typed(null, "", null);

        private Map<String, String> errors(Frame frame) {
            boolean day = refusal != null && refusal.details().contains(FactField.DIED);
            return ClaimWords.errors(frame, day ? "died" : "kind", refusal);
        }
    }

    StartPage page(Actor actor, PersonId person, Typed typed, Frame frame) {
        Optional<EventCase> draft = drafts.current(actor, person, frame.today().day());
        boolean own = actor.isPerson(person);
        return new StartPage(
                draft.map(found -> found.id().value()).orElse(null),
                typed.kind() == null ? draft.map(EventCase::kind).orElse(null) : typed.kind(),
                draft.map(found -> ClaimWords.saved(found, frame)).orElse(""),
                own ? null : person.value(),
                own ? "" : people.card(actor.fund(), person).name(),
                typed.died(),
                typed.errors(frame));
    }
}

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

/** Puts the pages of the wizard together. */
@Component
class WizardViews {
    private final Drafts drafts;
    private final People people;
    private final WizardPapers papers;
    private final WizardCheck check;

    WizardViews(Drafts drafts, People people, WizardPapers papers, WizardCheck check) {
        this.drafts = drafts;
        this.people = people;
        this.papers = papers;
        this.check = check;
    }

    StartPage start(Actor actor, PersonId person, Frame frame, @Nullable Refusal refusal) {
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

    PapersPage papers(Actor actor, EventCase draft, Frame frame, @Nullable Refusal refusal) {
        return papers.page(actor, draft, frame, refusal);
    }

    CheckPage check(Actor actor, EventCase draft, Frame frame, CheckRows.Look look) {
        return check.page(actor, draft, frame, look);
    }
}

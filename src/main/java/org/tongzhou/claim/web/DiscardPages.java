package org.tongzhou.claim.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.claim.CaseId;
import org.tongzhou.claim.Drafts;
import org.tongzhou.claim.EventCase;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.person.People;
import org.tongzhou.shell.Again;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.ListAddress;

/** A draft is thrown away by the hand that writes it, once it has been asked whether it should. */
@Controller
@Allowed({Role.MEMBER, Role.UNIT_OFFICER})
class DiscardPages {
    private final Drafts drafts;
    private final People people;
    private final FundClock clock;

    DiscardPages(Drafts drafts, People people, FundClock clock) {
        this.drafts = drafts;
        this.people = people;
        this.clock = clock;
    }

    @GetMapping("/my/claims/draft/{id}/discard")
    ModelAndView ask(@PathVariable long id, @RequestParam(defaultValue = "") String after, Actor actor, Frame frame) {
        EventCase draft = drafts.find(actor, new CaseId(id));
        return draft.isDraft()
                ? new ModelAndView("claim/discard", "page", page(new Stands(actor, after), draft, null, frame))
                : new ModelAndView("redirect:/my/cases/" + id);
    }

    /** A draft goes once, so that the form needs no key: sent again it leads to the same page of the list. */
    @PostMapping("/my/claims/draft/{id}/discard")
    ModelAndView discard(
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String after,
            Actor actor,
            Frame frame) {
        PersonId member = drafts.find(actor, new CaseId(id)).owner().person();
        try {
            drafts.discard(actor, new CaseId(id), version, clock.now());
        } catch (Refusal refusal) {
            EventCase draft = drafts.find(actor, new CaseId(id));
            Drafts.requireDraft(draft);
            return Again.page("claim/discard", page(new Stands(actor, after), draft, refusal, frame));
        }
        return new ModelAndView("redirect:" + new Stands(actor, after).in(member));
    }

    /** In whose list the draft stands, and the key after which its page of it begins. */
    private record Stands(Actor actor, String after) {
        String in(PersonId member) {
            String list = FilingPages.listOf(actor, member);
            return actor.isPerson(member) ? list : ListAddress.with(list, "drafts", after);
        }
    }

    private DiscardPage page(Stands stands, EventCase draft, @Nullable Refusal refusal, Frame frame) {
        Actor actor = stands.actor();
        PersonId member = draft.owner().person();
        Map<String, String> lines = new LinkedHashMap<>();
        if (!actor.isPerson(member)) {
            lines.put(
                    frame.say("claim.search.person"),
                    people.card(actor.fund(), member).name());
        }
        lines.put(
                frame.say("claim.filing.about"),
                frame.say("claim.event." + draft.kind().name()));
        lines.put(
                frame.say("claim.filing.saved"),
                frame.fmt().memberStamp(draft.hand().savedAt(), frame.today().day()));
        lines.put(
                frame.say("claim.discard.papers"),
                frame.say("claim.discard.papers.count", draft.papers().size()));
        return new DiscardPage(
                draft.id().value(),
                draft.version(),
                stands.after(),
                stands.in(member),
                lines,
                ClaimWords.errors(frame, "", refusal));
    }
}

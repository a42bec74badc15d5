package org.tongzhou.claim.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.claim.Drafts;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.person.People;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.ChangesNothing;
import org.tongzhou.shell.Frame;

/** An officer starts a claim for a member of the own unit, found by the whole identity number, and finds again what they filed. */
@Controller
@Allowed(Role.UNIT_OFFICER)
class FilingPages {
    private final People people;
    private final Drafts drafts;
    private final FilingViews views;

    FilingPages(People people, Drafts drafts, FilingViews views) {
        this.people = people;
        this.drafts = drafts;
        this.views = views;
    }

    /** The list in which what is filed for this member stands: the member's own, or what an officer filed for others. */
    static String listOf(Actor actor, PersonId member) {
        return actor.isPerson(member) ? "/my/claims" : "/filings";
    }

    @GetMapping("/filings")
    ModelAndView list(FilingPage.Asked asked, Actor actor, Frame frame) {
        return new ModelAndView("claim/filing", "page", views.page(actor, asked, Map.of(), frame));
    }

    /** Posted, so that the number stands in no address; answers with the wizard for that member. */
    @PostMapping("/filings")
    @ChangesNothing
    ModelAndView find(@RequestParam(defaultValue = "") String identity, Actor actor, Frame frame) {
        try {
            PersonId member = ResidentId.typed(identity)
                    .flatMap(id -> people.find(actor.fund(), id))
                    .orElseThrow(Refusal::notFound);
            drafts.current(actor, member, frame.today().day());
            return new ModelAndView("redirect:/my/claims/new?member=" + member.value());
        } catch (Refusal unknown) {
            Map<String, String> errors = new LinkedHashMap<>();
            errors.put("identity", frame.say("refusal.claim_member_unknown"));
            FilingPage page = views.page(actor, FilingPage.Asked.FIRST, errors, frame);
            ModelAndView again = new ModelAndView("claim/filing", "page", page);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }
}

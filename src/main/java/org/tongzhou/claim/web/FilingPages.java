package org.tongzhou.claim.web;

import java.util.LinkedHashMap;
import java.util.Locale;
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

/** An officer starts a claim for a member of the own unit, found by the whole identity number. */
@Controller
@Allowed(Role.UNIT_OFFICER)
class FilingPages {
    private final People people;
    private final Drafts drafts;

    FilingPages(People people, Drafts drafts) {
        this.people = people;
        this.drafts = drafts;
    }

    @GetMapping("/filings")
    ModelAndView form() {
        return new ModelAndView("claim/filing", "errors", Map.of());
    }

    /** Posted, so that the number stands in no address; answers with the wizard for that member. */
    @PostMapping("/filings")
    @ChangesNothing
    ModelAndView find(@RequestParam(defaultValue = "") String identity, Actor actor, Frame frame) {
        String number = identity.strip().toUpperCase(Locale.ROOT);
        try {
            PersonId member = ResidentId.fault(number).isPresent()
                    ? null
                    : people.find(actor.fund(), new ResidentId(number)).orElse(null);
            if (member == null) {
                throw Refusal.notFound();
            }
            drafts.current(actor, member);
            return new ModelAndView("redirect:/my/claims/new?member=" + member.value());
        } catch (Refusal unknown) {
            Map<String, String> errors = new LinkedHashMap<>();
            errors.put("identity", frame.say("refusal.claim_member_unknown"));
            ModelAndView again = new ModelAndView("claim/filing", "errors", errors);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }
}

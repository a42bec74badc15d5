package org.tongzhou.claim.web;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.claim.Drafts;
import org.tongzhou.claim.SecondBenefits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.kernel.Role;
import org.tongzhou.person.People;
import org.tongzhou.person.PersonCard;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.ChangesNothing;
import org.tongzhou.shell.Frame;

/** An officer starts a claim for a member of the own unit, found by the whole identity number. */
@Controller
@Allowed(Role.UNIT_OFFICER)
class FilingPages {
    private final People people;
    private final Drafts drafts;
    private final SecondBenefits second;

    FilingPages(People people, Drafts drafts, SecondBenefits second) {
        this.people = people;
        this.drafts = drafts;
        this.second = second;
    }

    @GetMapping("/filings")
    ModelAndView form(Actor actor, Frame frame) {
        return page(actor, frame, Map.of());
    }

    /** Which members may be owed more, not for what: an illness is theirs to tell. */
    private ModelAndView page(Actor actor, Frame frame, Map<String, String> errors) {
        List<SecondBenefits.Waiting> waiting = second.waiting(actor);
        Map<PersonId, PersonCard> cards = people.cards(
                actor.fund(),
                waiting.stream().map(SecondBenefits.Waiting::person).toList());
        List<String> lines = waiting.stream()
                .flatMap(one -> Optional.ofNullable(cards.get(one.person()))
                        .map(card -> frame.say(
                                "claim.filing.more.line",
                                card.name(),
                                card.maskedId(),
                                frame.fmt().day(LocalDate.ofInstant(one.since(), FundClock.ZONE))))
                        .stream())
                .distinct()
                .toList();
        return new ModelAndView("claim/filing", Map.of("errors", errors, "more", lines));
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
            ModelAndView again = page(actor, frame, errors);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }
}

package org.tongzhou.claim.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.claim.CaseId;
import org.tongzhou.claim.Cases;
import org.tongzhou.claim.Cases.CaseFile;
import org.tongzhou.claim.ClaimFile;
import org.tongzhou.claim.ClaimId;
import org.tongzhou.claim.ClaimState;
import org.tongzhou.claim.Claims;
import org.tongzhou.claim.Drafts;
import org.tongzhou.claim.EventCase;
import org.tongzhou.claim.Proposals;
import org.tongzhou.claim.web.ClaimButtons.Press;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.shell.Again;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;

/** What a member sees of their claims, and what they can do about them. */
@Controller
@Allowed({Role.MEMBER, Role.UNIT_OFFICER})
class FollowPages {
    private final Cases cases;
    private final Drafts drafts;
    private final Claims claims;
    private final Proposals proposals;
    private final Intake intake;
    private final FollowViews views;
    private final ClaimButtons buttons;
    private final Once once;
    private final FundClock clock;

    FollowPages(
            Cases cases,
            Drafts drafts,
            Claims claims,
            Proposals proposals,
            Intake intake,
            FollowViews views,
            ClaimButtons buttons,
            Once once,
            FundClock clock) {
        this.cases = cases;
        this.drafts = drafts;
        this.claims = claims;
        this.proposals = proposals;
        this.intake = intake;
        this.views = views;
        this.buttons = buttons;
        this.once = once;
        this.clock = clock;
    }

    @GetMapping("/my/claims")
    ModelAndView list(Actor actor, Frame frame) {
        return new ModelAndView("claim/list", "page", views.list(actor, frame));
    }

    @GetMapping("/my/cases/{id}")
    ModelAndView eventCase(@PathVariable long id, Actor actor, Frame frame) {
        CaseFile file = cases.caseFile(actor, new CaseId(id));
        if (file.claims().size() == 1 && file.proposals().isEmpty()) {
            return new ModelAndView(
                    "redirect:/my/claims/" + file.claims().get(0).id().value());
        }
        return new ModelAndView("claim/case", "page", views.eventCase(actor, file, frame, null));
    }

    @GetMapping("/my/claims/{id}")
    ModelAndView progress(@PathVariable long id, Actor actor, Frame frame) {
        ClaimFile file = cases.follow(actor, new ClaimId(id));
        boolean announced = file.claim().state() == ClaimState.ANNOUNCED
                && actor.isPerson(file.claim().owner().person());
        return announced
                ? new ModelAndView("redirect:/my/claims/" + id + "/direct")
                : new ModelAndView("claim/progress", "page", views.progress(actor, file, frame, null));
    }

    @GetMapping("/my/claims/{id}/paid")
    ModelAndView paid(@PathVariable long id, Actor actor, Frame frame) {
        return new ModelAndView("claim/paid", "page", views.paid(actor, cases.follow(actor, new ClaimId(id)), frame));
    }

    @PostMapping("/my/cases/{id}/papers")
    ModelAndView supplement(
            @PathVariable long id, PaperForm form, @RequestParam @Nullable Long back, Actor actor, Frame frame) {
        CaseFile held = cases.caseFile(actor, new CaseId(id));
        PersonId owner = held.eventCase().owner().person();
        try {
            intake.once(actor, form, new Intake.For(owner, "case " + id), paper -> {
                claims.supplement(actor, new CaseId(id), paper, clock.now());
                return "";
            });
        } catch (Refusal refusal) {
            return back == null
                    ? Again.page("claim/case", views.eventCase(actor, held, frame, refusal))
                    : refused(actor, new ClaimId(back), refusal, frame);
        }
        return new ModelAndView(back == null ? "redirect:/my/cases/" + id : "redirect:/my/claims/" + back);
    }

    @PostMapping("/my/cases/{id}/papers/{paper}/keep")
    String useAnyway(@PathVariable long id, @PathVariable long paper, @RequestParam long back, Actor actor) {
        intake.useAnyway(actor, drafts.held(actor, new CaseId(id)), paper);
        return "redirect:/my/claims/" + back;
    }

    private ModelAndView refused(Actor actor, ClaimId id, Refusal refusal, Frame frame) {
        return Again.page("claim/progress", views.progress(actor, cases.follow(actor, id), frame, refusal));
    }

    /** What is still owed cannot be given: the member says why, and the claim goes on without it. */
    @PostMapping("/my/claims/{id}/go-on")
    ModelAndView goOn(
            Press press,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String words,
            Actor actor,
            Frame frame) {
        try {
            return new ModelAndView(buttons.press(
                    actor,
                    press,
                    "go-on " + words,
                    claim -> claims.goOnWithout(actor, claim, version, words, clock.now())));
        } catch (Refusal refusal) {
            return refused(actor, new ClaimId(press.id()), refusal, frame);
        }
    }

    @PostMapping("/my/claims/{id}/urge")
    String urge(Press press, Actor actor) {
        return buttons.press(actor, press, "urge", claim -> claims.urge(actor, claim, clock.now()));
    }

    @PostMapping("/my/cases/{id}/proposals/{proposal}")
    ModelAndView accept(@PathVariable long id, @PathVariable long proposal, PaperForm form, Actor actor, Frame frame) {
        CaseFile held = cases.caseFile(actor, new CaseId(id));
        try {
            Intake.For meant = new Intake.For(held.eventCase().owner().person(), "proposal " + proposal);
            String claim = intake.once(
                    actor,
                    form,
                    meant,
                    evidence -> Long.toString(proposals
                            .accept(actor, proposal, evidence, clock.now())
                            .value()));
            return new ModelAndView("redirect:/my/claims/" + claim);
        } catch (Refusal refusal) {
            return Again.page("claim/case", views.eventCase(actor, held, frame, refusal));
        }
    }

    /** Files what was proposed with nothing missing: its papers came with the event, its tick did not. */
    @PostMapping("/my/cases/{id}/proposals/{proposal}/file")
    ModelAndView file(Press press, @PathVariable long proposal, Actor actor, Frame frame) {
        CaseFile held = cases.caseFile(actor, new CaseId(press.id()));
        try {
            String claim = once.run(
                    actor,
                    press.key(),
                    "proposal " + proposal,
                    () -> Long.toString(
                            proposals.accept(actor, proposal, clock.now()).value()));
            return new ModelAndView("redirect:/my/claims/" + claim);
        } catch (Refusal refusal) {
            return Again.page("claim/case", views.eventCase(actor, held, frame, refusal));
        }
    }

    @PostMapping("/my/claims/{id}/withdraw")
    String withdraw(Press press, @RequestParam int version, Actor actor) {
        return buttons.press(actor, press, "withdraw", claim -> claims.withdraw(actor, claim, version, clock.now()));
    }

    @PostMapping("/my/claims/{id}/pay-again")
    String payAgain(Press press, @RequestParam int version, Actor actor) {
        return buttons.press(actor, press, "pay-again", claim -> claims.payAgain(actor, claim, version, clock.now()));
    }

    /** A paper of an own case or draft. */
    @GetMapping("/my/cases/{id}/papers/{paper}/{page}.png")
    ResponseEntity<byte[]> picture(
            @PathVariable long id, @PathVariable long paper, @PathVariable int page, Actor actor, Frame frame) {
        EventCase eventCase = drafts.held(actor, new CaseId(id));
        String mark = actor.name() + " " + frame.fmt().stamp(frame.today().now());
        return intake.picture(actor, eventCase, paper, page, mark);
    }
}

package org.tongzhou.claim.web;

import java.util.Map;
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
import org.tongzhou.claim.ClaimId;
import org.tongzhou.claim.Claims;
import org.tongzhou.claim.Drafts;
import org.tongzhou.claim.EventCase;
import org.tongzhou.claim.Proposals;
import org.tongzhou.claim.web.ClaimButtons.Press;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.shell.Again;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.Tried;

/** What a member sees of an event with its papers, adds to it and asks for as well. */
@Controller
@Allowed({Role.MEMBER, Role.UNIT_OFFICER})
class CasePages {
    private final Cases cases;
    private final Drafts drafts;
    private final Claims claims;
    private final Proposals proposals;
    private final Intake intake;
    private final FollowViews views;
    private final ProgressViews progress;
    private final Once once;
    private final FundClock clock;

    CasePages(
            Cases cases,
            Drafts drafts,
            Claims claims,
            Proposals proposals,
            Intake intake,
            FollowViews views,
            ProgressViews progress,
            Once once,
            FundClock clock) {
        this.cases = cases;
        this.drafts = drafts;
        this.claims = claims;
        this.proposals = proposals;
        this.intake = intake;
        this.views = views;
        this.progress = progress;
        this.once = once;
        this.clock = clock;
    }

    @GetMapping("/my/cases/{id}")
    ModelAndView eventCase(@PathVariable long id, CameFrom from, Actor actor, Frame frame) {
        CaseFile file = cases.caseFile(actor, new CaseId(id));
        if (file.claims().size() == 1 && file.proposals().isEmpty()) {
            return new ModelAndView("redirect:"
                    + from.in("/my/claims/" + file.claims().get(0).id().value()));
        }
        return new ModelAndView("claim/case", "page", views.eventCase(actor, file, frame, Map.of()));
    }

    @PostMapping("/my/cases/{id}/papers")
    ModelAndView supplement(
            @PathVariable long id,
            CameFrom from,
            PaperForm form,
            @RequestParam @Nullable Long back,
            Actor actor,
            Frame frame) {
        CaseFile held = cases.caseFile(actor, new CaseId(id));
        try {
            intake.once(actor, form, new Intake.For(held.eventCase(), "case " + id), paper -> {
                claims.supplement(actor, new CaseId(id), paper, clock.now());
                return "";
            });
        } catch (Refusal refusal) {
            Map<String, String> errors = new WrongPaper(form, refusal).errors(frame);
            return back == null
                    ? Again.page("claim/case", views.eventCase(actor, held, frame, errors))
                    : Again.page(
                            "claim/progress",
                            progress.page(
                                    actor,
                                    progress.ask(actor, new ClaimId(back), frame),
                                    frame,
                                    new Tried(Map.of(), errors)));
        }
        return new ModelAndView("redirect:" + from.in(back == null ? "/my/cases/" + id : "/my/claims/" + back));
    }

    @PostMapping("/my/cases/{id}/papers/{paper}/keep")
    String useAnyway(
            @PathVariable long id, @PathVariable long paper, CameFrom from, @RequestParam long back, Actor actor) {
        intake.useAnyway(actor, drafts.find(actor, new CaseId(id)), paper);
        return "redirect:" + from.in("/my/claims/" + back);
    }

    @PostMapping("/my/cases/{id}/proposals/{proposal}")
    ModelAndView accept(
            @PathVariable long id,
            @PathVariable long proposal,
            CameFrom from,
            PaperForm form,
            Actor actor,
            Frame frame) {
        CaseFile held = cases.caseFile(actor, new CaseId(id));
        try {
            Intake.For meant = new Intake.For(
                    held.eventCase(),
                    "proposal " + proposal,
                    () -> proposals.requireOpen(actor, proposal, clock.now()));
            String claim = intake.once(
                    actor,
                    form,
                    meant,
                    evidence -> proposals
                            .accept(actor, proposal, evidence, clock.now())
                            .map(filed -> Long.toString(filed.value()))
                            .orElse(""));
            return new ModelAndView("redirect:" + from.in(claim.isEmpty() ? "/my/cases/" + id : "/my/claims/" + claim));
        } catch (Refusal refusal) {
            Map<String, String> errors = new WrongPaper(form, refusal).errors(frame);
            return Again.page("claim/case", views.eventCase(actor, held, frame, errors));
        }
    }

    /** Files what was proposed with nothing missing: its papers came with the event, its tick did not. */
    @PostMapping("/my/cases/{id}/proposals/{proposal}/file")
    ModelAndView file(Press press, CameFrom from, @PathVariable long proposal, Actor actor, Frame frame) {
        CaseFile held = cases.caseFile(actor, new CaseId(press.id()));
        try {
            String claim = once.run(
                    actor,
                    press.key(),
                    "proposal " + proposal,
                    () -> Long.toString(
                            proposals.accept(actor, proposal, clock.now()).value()));
            return new ModelAndView("redirect:" + from.in("/my/claims/" + claim));
        } catch (Refusal refusal) {
            return Again.page("claim/case", views.eventCase(actor, held, frame, ClaimWords.errors(frame, "", refusal)));
        }
    }

    /** A paper of an own case or draft. */
    @GetMapping("/my/cases/{id}/papers/{paper}/{page}.png")
    ResponseEntity<byte[]> picture(
            @PathVariable long id, @PathVariable long paper, @PathVariable int page, Actor actor, Frame frame) {
        EventCase eventCase = drafts.find(actor, new CaseId(id));
        String mark = actor.name() + " " + frame.fmt().stamp(frame.today().now());
        return intake.picture(actor, eventCase, paper, page, mark);
    }
}

package org.tongzhou.claim.web;

import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.claim.Appeals;
import org.tongzhou.claim.ClaimId;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.shell.Again;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.Sent;
import org.tongzhou.shell.Tried;

/** What a member can do about a refusal: appeal, or give new evidence. */
@Controller
@Allowed({Role.MEMBER, Role.UNIT_OFFICER})
class AppealPages {
    private final Appeals appeals;
    private final Intake intake;
    private final ProgressViews views;
    private final Once once;
    private final FundClock clock;

    AppealPages(Appeals appeals, Intake intake, ProgressViews views, Once once, FundClock clock) {
        this.appeals = appeals;
        this.intake = intake;
        this.views = views;
        this.once = once;
        this.clock = clock;
    }

    @PostMapping("/my/claims/{id}/appeal")
    ModelAndView appeal(
            @PathVariable long id, CameFrom from, @RequestParam int version, Sent form, Actor actor, Frame frame) {
        String words = form.text("words");
        ProgressViews.Asked asked = views.ask(actor, new ClaimId(id), frame);
        try {
            once.run(actor, form.key(), "appeal " + id + " " + version + " " + words, () -> {
                appeals.appeal(actor, new ClaimId(id), version, words, clock.now());
                return "";
            });
        } catch (Refusal refusal) {
            return refused(actor, asked, frame, form.tried(ClaimWords.errors(frame, "appeal-words", refusal)));
        }
        return new ModelAndView("redirect:" + from.in("/my/claims/" + id));
    }

    @PostMapping("/my/claims/{id}/reopen")
    ModelAndView reopen(
            @PathVariable long id, CameFrom from, @RequestParam int version, PaperForm form, Actor actor, Frame frame) {
        ProgressViews.Asked asked = views.ask(actor, new ClaimId(id), frame);
        try {
            Intake.For meant = new Intake.For(
                    asked.file().eventCase(),
                    "reopen " + id,
                    () -> Appeals.requireReopenable(
                            asked.file().claim(), version, asked.file().history()));
            intake.once(actor, form, meant, evidence -> {
                appeals.reopen(actor, new ClaimId(id), version, evidence, clock.now());
                return "";
            });
        } catch (Refusal refusal) {
            return refused(actor, asked, frame, new Tried(Map.of(), new WrongPaper(form, refusal).errors(frame)));
        }
        return new ModelAndView("redirect:" + from.in("/my/claims/" + id));
    }

    private ModelAndView refused(Actor actor, ProgressViews.Asked asked, Frame frame, Tried tried) {
        return Again.page("claim/progress", views.page(actor, asked, frame, tried));
    }
}

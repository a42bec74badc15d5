package org.tongzhou.claim.web;

import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.claim.ClaimId;
import org.tongzhou.claim.Quality;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.ListAddress;
import org.tongzhou.shell.Sent;
import org.tongzhou.shell.Tried;

/** How good decisions are: samples of past ones, drawn, looked at again and reckoned up. */
@Controller
@Allowed({Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER, Role.MANAGER, Role.AUDITOR})
class QualityPages {
    private final Quality quality;
    private final Once once;
    private final FundClock clock;

    QualityPages(Quality quality, Once once, FundClock clock) {
        this.quality = quality;
        this.once = once;
        this.clock = clock;
    }

    @GetMapping("/quality")
    ModelAndView rounds(Actor actor, @RequestParam(defaultValue = "") String after, Frame frame) {
        return rounds(actor, after, frame, Tried.NOTHING);
    }

    private ModelAndView rounds(Actor actor, String after, Frame frame, Tried tried) {
        QualityViews.Listed listed = new QualityViews.Listed(quality.rounds(actor, after), after);
        return new ModelAndView("claim/quality", "page", QualityViews.rounds(actor, listed, frame, tried));
    }

    /** The days, confidence and margin of a round. */
    @PostMapping("/quality")
    @Allowed({Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER, Role.MANAGER})
    ModelAndView draw(Sent form, Actor actor, Frame frame) {
        return form.act(
                () -> {
                    Quality.Wish wish = new Quality.Wish(
                            form.day("from"), form.day("upto"), form.number("confidence"), form.number("margin"));
                    return "redirect:/quality/"
                            + once.run(
                                    actor,
                                    form.key(),
                                    wish.toString(),
                                    () -> Long.toString(quality.draw(actor, wish, clock.now())));
                },
                Map.of("claim_quality_wish", "from", "claim_quality_empty", "from"),
                tried -> rounds(actor, "", frame, tried));
    }

    @GetMapping("/quality/{id}")
    ModelAndView round(@PathVariable long id, @RequestParam(defaultValue = "") String after, Actor actor, Frame frame) {
        return round(actor, looked(actor, id, after), frame, KeptForm.NONE);
    }

    private QualityViews.Looked looked(Actor actor, long id, String after) {
        return new QualityViews.Looked(quality.round(actor, id), quality.checks(actor, id, after), after);
    }

    private static ModelAndView round(Actor actor, QualityViews.Looked looked, Frame frame, KeptForm kept) {
        return new ModelAndView("claim/round", "page", QualityViews.round(actor, looked, frame, kept));
    }

    /** Answers with the page of the round on which the claim stood. */
    @PostMapping("/quality/{id}/checks/{claim}")
    @Allowed({Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER})
    ModelAndView check(
            @PathVariable long id,
            @PathVariable long claim,
            @RequestParam boolean sound,
            Sent form,
            Actor actor,
            Frame frame) {
        Quality.Result result = new Quality.Result(sound, form.text("words"));
        String after = form.text("after");
        return form.act(
                () -> {
                    once.act(
                            actor,
                            form.key(),
                            id + " " + claim + " " + result,
                            () -> quality.check(actor, id, new ClaimId(claim), result, clock.now()));
                    return "redirect:" + ListAddress.after("/quality/" + id, after);
                },
                refusal -> refusal.kind() == Refusal.Kind.NOT_FOUND ? "" : "w" + claim,
                tried -> round(actor, looked(actor, id, after), frame, new KeptForm(Long.toString(claim), tried)));
    }
}

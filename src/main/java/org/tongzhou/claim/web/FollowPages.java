package org.tongzhou.claim.web;

import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.claim.Cases;
import org.tongzhou.claim.ClaimFile;
import org.tongzhou.claim.ClaimId;
import org.tongzhou.claim.ClaimState;
import org.tongzhou.claim.Claims;
import org.tongzhou.claim.web.ClaimButtons.Press;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.shell.Again;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.Sent;
import org.tongzhou.shell.Tried;

/** What a member sees of their claims, and what they can do about one. */
@Controller
@Allowed({Role.MEMBER, Role.UNIT_OFFICER})
class FollowPages {
    private final Cases cases;
    private final Claims claims;
    private final FollowViews follow;
    private final ProgressViews progress;
    private final PaidViews paid;
    private final ClaimButtons buttons;
    private final FundClock clock;

    FollowPages(
            Cases cases,
            Claims claims,
            FollowViews follow,
            ProgressViews progress,
            PaidViews paid,
            ClaimButtons buttons,
            FundClock clock) {
        this.cases = cases;
        this.claims = claims;
        this.follow = follow;
        this.progress = progress;
        this.paid = paid;
        this.buttons = buttons;
        this.clock = clock;
    }

    @GetMapping("/my/claims")
    ModelAndView list(ListPage.Asked asked, Actor actor, Frame frame) {
        return new ModelAndView("claim/list", "page", follow.list(actor, asked, frame));
    }

    @GetMapping("/my/claims/{id}")
    ModelAndView progress(@PathVariable long id, CameFrom from, Actor actor, Frame frame) {
        ProgressViews.Asked asked = progress.ask(actor, new ClaimId(id), frame);
        ClaimFile file = asked.file();
        boolean announced = file.claim().state() == ClaimState.ANNOUNCED
                && actor.isPerson(file.claim().owner().person());
        return announced
                ? new ModelAndView("redirect:" + from.in("/my/claims/" + id + "/direct"))
                : new ModelAndView("claim/progress", "page", progress.page(actor, asked, frame, Tried.NOTHING));
    }

    @GetMapping("/my/claims/{id}/paid")
    ModelAndView paid(@PathVariable long id, CameFrom from, Actor actor, Frame frame) {
        return new ModelAndView("claim/paid", "page", paid.page(actor, cases.follow(actor, new ClaimId(id)), frame));
    }

    /** What is still owed cannot be given: the member says why, and the claim goes on without it. */
    @PostMapping("/my/claims/{id}/go-on")
    ModelAndView goOn(Press press, CameFrom from, @RequestParam int version, Sent form, Actor actor, Frame frame) {
        String words = form.text("words");
        try {
            return new ModelAndView(buttons.press(
                    actor,
                    press,
                    "go-on " + words,
                    claim -> claims.goOnWithout(actor, claim, version, words, clock.now())));
        } catch (Refusal refusal) {
            Map<String, String> errors = ClaimWords.errors(frame, "go-on-words", refusal);
            ProgressViews.Asked asked = progress.ask(actor, new ClaimId(press.id()), frame);
            return Again.page("claim/progress", progress.page(actor, asked, frame, form.tried(errors)));
        }
    }

    @PostMapping("/my/claims/{id}/urge")
    String urge(Press press, Actor actor) {
        return buttons.press(actor, press, "urge", claim -> claims.urge(actor, claim, clock.now()));
    }

    @PostMapping("/my/claims/{id}/withdraw")
    String withdraw(Press press, @RequestParam int version, Actor actor) {
        return buttons.press(actor, press, "withdraw", claim -> claims.withdraw(actor, claim, version, clock.now()));
    }

    @PostMapping("/my/claims/{id}/pay-again")
    String payAgain(Press press, @RequestParam int version, Actor actor) {
        return buttons.press(actor, press, "pay-again", claim -> claims.payAgain(actor, claim, version, clock.now()));
    }
}

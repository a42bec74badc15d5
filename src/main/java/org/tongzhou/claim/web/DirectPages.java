package org.tongzhou.claim.web;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.claim.ClaimFile;
import org.tongzhou.claim.ClaimId;
import org.tongzhou.claim.ClaimState;
import org.tongzhou.claim.DirectBenefits;
import org.tongzhou.claim.web.ClaimButtons.Press;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.Role;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;

/** What is paid without asking: the member's standing consent, and each benefit before its day. */
@Controller
@Allowed(Role.MEMBER)
class DirectPages {
    private final DirectBenefits direct;
    private final DirectViews views;
    private final ClaimButtons buttons;
    private final Once once;
    private final FundClock clock;

    DirectPages(DirectBenefits direct, DirectViews views, ClaimButtons buttons, Once once, FundClock clock) {
        this.direct = direct;
        this.views = views;
        this.buttons = buttons;
        this.once = once;
        this.clock = clock;
    }

    @GetMapping("/my/direct")
    ModelAndView standing(Actor actor, Frame frame) {
        return new ModelAndView("claim/standing", "page", views.standing(actor, frame, Map.of()));
    }

    @PostMapping("/my/direct/consent")
    ModelAndView consent(
            @RequestParam(defaultValue = "false") boolean agree,
            @RequestParam("request_key") String key,
            Actor actor,
            Frame frame) {
        if (!agree) {
            Map<String, String> errors = Map.of("agree", frame.say("claim.standing.tick"));
            ModelAndView again = new ModelAndView("claim/standing", "page", views.standing(actor, frame, errors));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        once.run(actor, key, "direct consent", () -> {
            direct.consent(actor, clock.now());
            return "";
        });
        return new ModelAndView("redirect:/my/direct");
    }

    @PostMapping("/my/direct/revoke")
    String revoke(@RequestParam("request_key") String key, Actor actor) {
        once.run(actor, key, "direct revoke", () -> {
            direct.revoke(actor, clock.now());
            return "";
        });
        return "redirect:/my/direct";
    }

    /** Once it has come to its end, the page of any claim tells where it stands. */
    @GetMapping("/my/claims/{id}/direct")
    ModelAndView announced(@PathVariable long id, CameFrom from, Actor actor, Frame frame) {
        ClaimFile file = direct.find(actor, new ClaimId(id));
        return file.claim().state() == ClaimState.ANNOUNCED
                ? new ModelAndView("claim/direct", "page", views.announced(actor, file, frame))
                : new ModelAndView("redirect:" + from.in("/my/claims/" + id));
    }

    @PostMapping("/my/claims/{id}/direct/agree")
    String agree(Press press, @RequestParam int version, Actor actor) {
        return buttons.press(actor, press, "direct agree", claim -> direct.agree(actor, claim, version, clock.now()));
    }

    @PostMapping("/my/claims/{id}/direct/object")
    String object(Press press, @RequestParam int version, Actor actor) {
        return buttons.press(actor, press, "direct object", claim -> direct.object(actor, claim, version, clock.now()));
    }
}

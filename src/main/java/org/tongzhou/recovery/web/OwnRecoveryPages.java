package org.tongzhou.recovery.web;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.Role;
import org.tongzhou.recovery.OwnRecoveries;
import org.tongzhou.recovery.RecoveryId;
import org.tongzhou.shell.Allowed;

/** What a member owes back, in plain words, with the ways to settle it and to object. */
@Controller
@Allowed(Role.MEMBER)
class OwnRecoveryPages {
    private static final String KEY = "request_key";
    private static final String HERE = "redirect:/my/recoveries";

    private final OwnRecoveries recoveries;
    private final Once once;
    private final FundClock clock;

    OwnRecoveryPages(OwnRecoveries recoveries, Once once, FundClock clock) {
        this.recoveries = recoveries;
        this.once = once;
        this.clock = clock;
    }

    @GetMapping("/my/recoveries")
    ModelAndView mine(Actor actor) {
        return new ModelAndView("recovery/mine", "recoveries", recoveries.all(actor));
    }

    @PostMapping("/my/recoveries/{id}/consent")
    String consent(Actor actor, @PathVariable long id, @RequestParam int share, @RequestParam(KEY) String key) {
        return once(
                actor,
                key,
                "consent " + id + " " + share,
                () -> recoveries.consent(actor, new RecoveryId(id), share, clock.now()));
    }

    @PostMapping("/my/recoveries/{id}/consent/revoke")
    String revoke(Actor actor, @PathVariable long id, @RequestParam(KEY) String key) {
        return once(actor, key, "revoke " + id, () -> recoveries.revoke(actor, new RecoveryId(id), clock.now()));
    }

    @PostMapping("/my/recoveries/{id}/appeal")
    String appeal(Actor actor, @PathVariable long id, @RequestParam String words, @RequestParam(KEY) String key) {
        return once(
                actor,
                key,
                "appeal " + id + " " + words,
                () -> recoveries.appeal(actor, new RecoveryId(id), words, clock.now()));
    }

    private String once(Actor actor, String key, String what, Runnable effect) {
        once.act(actor, key, "own recovery " + what, effect);
        return HERE;
    }
}

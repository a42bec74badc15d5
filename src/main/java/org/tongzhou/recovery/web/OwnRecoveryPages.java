package org.tongzhou.recovery.web;

import java.util.Map;
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
import org.tongzhou.shell.PagedLists;
import org.tongzhou.shell.Sent;
import org.tongzhou.shell.Tried;

/** What a member owes back, in plain words, with the ways to settle it and to object. */
@Controller
@Allowed(Role.MEMBER)
class OwnRecoveryPages {
    private static final String HERE = "/my/recoveries";

    private final OwnRecoveries recoveries;
    private final Once once;
    private final FundClock clock;

    OwnRecoveryPages(OwnRecoveries recoveries, Once once, FundClock clock) {
        this.recoveries = recoveries;
        this.once = once;
        this.clock = clock;
    }

    @GetMapping(HERE)
    ModelAndView mine(Actor actor, Sent sent) {
        return mine(actor, sent, Tried.NOTHING);
    }

    private ModelAndView mine(Actor actor, Sent sent, Tried tried) {
        PagedLists lists = lists(sent);
        OwnRecoveriesPage page = new OwnRecoveriesPage(recoveries.newest(actor, lists.startOf("after")), lists, tried);
        return new ModelAndView("recovery/mine", "page", page);
    }

    private static PagedLists lists(Sent sent) {
        return PagedLists.of(HERE, sent, "after");
    }

    @PostMapping("/my/recoveries/{id}/consent")
    String consent(Actor actor, @PathVariable long id, @RequestParam int share, Sent form) {
        return once(
                actor,
                form,
                "consent " + id + " " + share,
                () -> recoveries.consent(actor, new RecoveryId(id), share, clock.now()));
    }

    @PostMapping("/my/recoveries/{id}/consent/revoke")
    String revoke(Actor actor, @PathVariable long id, Sent form) {
        return once(actor, form, "revoke " + id, () -> recoveries.revoke(actor, new RecoveryId(id), clock.now()));
    }

    @PostMapping("/my/recoveries/{id}/appeal")
    ModelAndView appeal(Actor actor, @PathVariable long id, Sent form) {
        String words = form.text("words");
        return form.act(
                () -> once(
                        actor,
                        form,
                        "appeal " + id + " " + words,
                        () -> recoveries.appeal(actor, new RecoveryId(id), words, clock.now())),
                Map.of("recovery_words", "words" + id),
                tried -> mine(actor, form, tried));
    }

    /** Back to the page as it stood. */
    private String once(Actor actor, Sent form, String what, Runnable effect) {
        once.act(actor, form.key(), "own recovery " + what, effect);
        return "redirect:" + lists(form).address();
    }
}

package org.tongzhou.reporting.web;

import java.time.Instant;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.Targets;
import org.tongzhou.shell.Again;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.NavItem;
import org.tongzhou.shell.Sent;
import org.tongzhou.shell.Tried;

/** What counties are to reach in a year: seen with the overview, set by management and administrators. */
@Controller
@Allowed({Role.MANAGER, Role.AUDITOR, Role.ADMIN})
class TargetPages {
    private static final String VIEW = "reporting/targets";

    private final TargetSheet sheet;
    private final Targets targets;
    private final Once once;
    private final FundClock clock;

    TargetPages(TargetSheet sheet, Targets targets, Once once, FundClock clock) {
        this.sheet = sheet;
        this.targets = targets;
        this.once = once;
        this.clock = clock;
    }

    /** Who sees the overview comes to the targets from there. */
    @Bean
    static NavItem targetsNav() {
        return new NavItem(Set.of(Role.ADMIN), "reporting.targets.nav", "/targets", "target", 25);
    }

    @GetMapping("/targets")
    ModelAndView show(
            @RequestParam(defaultValue = "") String year,
            @RequestParam(defaultValue = "false") boolean saved,
            Actor actor,
            Frame frame) {
        int asked = Years.asked(year, clock.today());
        Targets.requireOpen(asked, clock.now());
        TargetsPage page = new TargetsPage(asked, sheet.of(actor, asked), Tried.NOTHING, frame);
        return new ModelAndView(VIEW, "page", page).addObject("saved", saved);
    }

    @PostMapping("/targets")
    @Allowed({Role.MANAGER, Role.ADMIN})
    ModelAndView aim(Actor actor, Sent form, Frame frame) {
        int year = Years.asked(form.text("year"), clock.today());
        Instant now = clock.now();
        Targets.requireOpen(year, now);
        TargetsForm typed = TargetsForm.of(form, sheet.of(actor, year), frame);
        if (!typed.errors().isEmpty()) {
            return Again.page(VIEW, new TargetsPage(year, sheet.of(actor, year), form.tried(typed.errors()), frame));
        }
        return form.act(
                () -> {
                    once.act(
                            actor,
                            form.key(),
                            "targets " + year + " " + typed.aims(),
                            () -> targets.aim(actor, year, typed.aims(), now));
                    return "redirect:/targets?saved=true&year=" + year;
                },
                TargetPages::field,
                tried -> new ModelAndView(VIEW, "page", new TargetsPage(year, sheet.of(actor, year), tried, frame)));
    }

    private static String field(Refusal refusal) {
        return refusal.code().equals("targets_moved") ? "c-" + refusal.details().get(2) : "";
    }
}

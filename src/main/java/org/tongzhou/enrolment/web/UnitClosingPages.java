package org.tongzhou.enrolment.web;

import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.Plain;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.organisation.UnitClosing;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Sent;

/** Units that are dissolved or merged, and those that come to be again. */
@Controller
@Allowed({Role.ADMIN, Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER})
class UnitClosingPages {
    private static final Map<String, String> FIELDS =
            Map.of("unit_reason", "because", "unit_successor", "successor", "unit_in_use", "because");

    private final UnitClosing closing;
    private final UnitViews views;
    private final Once once;
    private final FundClock clock;

    UnitClosingPages(UnitClosing closing, UnitViews views, Once once, FundClock clock) {
        this.closing = closing;
        this.views = views;
        this.once = once;
        this.clock = clock;
    }

    /** Nobody joins through it from today; what began goes on. */
    @PostMapping("/units/{id}/close")
    ModelAndView close(@PathVariable long id, Sent form, Actor actor) {
        UnitId unit = new UnitId(id);
        return form.act(
                () -> {
                    UnitClosing.Closure closure =
                            new UnitClosing.Closure(Plain.number(form.text("successor")), form.text("because"));
                    once.act(
                            actor,
                            form.key(),
                            "close unit " + id + " " + closure,
                            () -> closing.close(actor, unit, closure, clock.now()));
                    return "redirect:/units/" + id;
                },
                FIELDS,
                tried -> views.one(actor, unit, tried));
    }

    @PostMapping("/units/{id}/reopen")
    ModelAndView reopen(@PathVariable long id, Sent form, Actor actor) {
        UnitId unit = new UnitId(id);
        String reason = form.text("because");
        return form.act(
                () -> {
                    once.act(
                            actor,
                            form.key(),
                            "reopen unit " + id + " " + reason,
                            () -> closing.reopen(actor, unit, reason, clock.now()));
                    return "redirect:/units/" + id;
                },
                FIELDS,
                tried -> views.one(actor, unit, tried));
    }
}

package org.tongzhou.contribution.web;

import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.organisation.Payer;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.UnitFlag;
import org.tongzhou.organisation.Units;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Sent;
import org.tongzhou.shell.Tried;

/** How units share their fees, in percent or in yuan a person, and which of them struggle: stated by the unions above them. */
@Controller
@Allowed({
    Role.ADMIN,
    Role.COUNTY_REVIEWER,
    Role.CITY_REVIEWER,
    Role.PROVINCE_REVIEWER,
    Role.FINANCE_MAKER,
    Role.FINANCE_CHECKER,
    Role.MANAGER,
    Role.AUDITOR
})
class SharesPages {
    private static final int LONGEST_SEARCH = 60;

    private final Units units;
    private final Once once;
    private final FundClock clock;

    SharesPages(Units units, Once once, FundClock clock) {
        this.units = units;
        this.once = once;
        this.clock = clock;
    }

    @GetMapping("/shares")
    ModelAndView list(
            Actor actor, @RequestParam(defaultValue = "") String text, @RequestParam(defaultValue = "") String after) {
        String sought = Characters.first(LONGEST_SEARCH, text);
        Slice<Unit> found = units.search(actor, sought, after);
        SharesList page = new SharesList(found.items(), sought.strip(), after, found.next());
        return new ModelAndView("contribution/shares-list", "page", page);
    }

    @GetMapping("/shares/{unit}")
    ModelAndView one(Actor actor, @PathVariable long unit) {
        return page(actor, new UnitId(unit), Tried.NOTHING);
    }

    private ModelAndView page(Actor actor, UnitId unit, Tried tried) {
        SharesPage page = new SharesPage(units.find(actor, unit), mayAct(actor), tried);
        return new ModelAndView("contribution/shares", "page", page);
    }

    private static boolean mayAct(Actor actor) {
        return actor.is(Role.ADMIN) || actor.isReviewer();
    }

    @PostMapping("/shares/{unit}")
    @Allowed({Role.ADMIN, Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER})
    ModelAndView agree(Actor actor, @PathVariable long unit, Sent form) {
        UnitId id = new UnitId(unit);
        return form.act(
                () -> {
                    SharesForm typed = new SharesForm(
                            form.text("before"), form.texts("amount"), form.texts("in"), form.text("reason"));
                    Units.SharesChange change = new Units.SharesChange(typed.seen(), typed.shares(), typed.reason());
                    once.act(
                            actor,
                            form.key(),
                            "shares " + unit + " " + typed,
                            () -> units.agreeShares(actor, id, change, clock.now()));
                    return "redirect:/shares/" + unit;
                },
                SharesPages::field,
                tried -> page(actor, id, tried));
    }

    private static String field(Refusal refusal) {
        return switch (refusal.code()) {
            case "shares_form" -> "a-" + refusal.details().stream().findFirst().orElse(Payer.WORKER);
            case "shares_whole", "unit_shares_moved" -> "a-" + Payer.WORKER;
            case "unit_reason" -> "reason";
            default -> "";
        };
    }

    /** The plans' own shares count from now on, where they state any. */
    @PostMapping("/shares/{unit}/plans")
    @Allowed({Role.ADMIN, Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER})
    ModelAndView leave(Actor actor, @PathVariable long unit, Sent form) {
        UnitId id = new UnitId(unit);
        String reason = form.text("because");
        return form.act(
                () -> {
                    once.act(
                            actor,
                            form.key(),
                            "shares to plans " + unit + " " + reason,
                            () -> units.leaveSharesToPlans(actor, id, reason, clock.now()));
                    return "redirect:/shares/" + unit;
                },
                Map.of("unit_reason", "because"),
                tried -> page(actor, id, tried));
    }

    @PostMapping("/shares/{unit}/struggling")
    @Allowed({Role.ADMIN, Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER})
    ModelAndView flag(Actor actor, @PathVariable long unit, @RequestParam boolean struggling, Sent form) {
        UnitId id = new UnitId(unit);
        Set<UnitFlag> flags = struggling ? Set.of(UnitFlag.STRUGGLING) : Set.of();
        String reason = form.text("why");
        return form.act(
                () -> {
                    once.act(
                            actor,
                            form.key(),
                            "struggling " + unit + " " + struggling + " " + reason,
                            () -> units.flag(actor, id, flags, reason, clock.now()));
                    return "redirect:/shares/" + unit;
                },
                Map.of("unit_reason", "why"),
                tried -> page(actor, id, tried));
    }
}

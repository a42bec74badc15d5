package org.tongzhou.contribution.web;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.UnitFlag;
import org.tongzhou.organisation.Units;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;

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
        String sought = text.length() > LONGEST_SEARCH ? text.substring(0, LONGEST_SEARCH) : text;
        Slice<Unit> found = units.search(actor, sought, after);
        SharesList page = new SharesList(found.items(), sought.strip(), after.isEmpty() ? null : after, found.next());
        return new ModelAndView("contribution/shares-list", "page", page);
    }

    @GetMapping("/shares/{unit}")
    ModelAndView one(Actor actor, @PathVariable long unit) {
        return page(actor, new UnitId(unit), null, null);
    }

    private ModelAndView page(Actor actor, UnitId unit, @Nullable SharesForm tried, @Nullable String problem) {
        SharesPage page = new SharesPage(units.find(actor, unit), mayAct(actor), tried, problem);
        return new ModelAndView("contribution/shares", "page", page);
    }

    private static boolean mayAct(Actor actor) {
        return actor.is(Role.ADMIN)
                || actor.is(Role.COUNTY_REVIEWER)
                || actor.is(Role.CITY_REVIEWER)
                || actor.is(Role.PROVINCE_REVIEWER);
    }

    /** What was typed stays in the form when it is refused. */
    @PostMapping("/shares/{unit}")
    @Allowed({Role.ADMIN, Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER})
    ModelAndView agree(
            Actor actor,
            @PathVariable long unit,
            @RequestParam List<String> amount,
            @RequestParam("in") List<String> in,
            @RequestParam String before,
            @RequestParam String reason,
            @RequestParam("request_key") String key,
            Frame frame) {
        UnitId id = new UnitId(unit);
        SharesForm form = new SharesForm(before, amount, in, reason);
        try {
            Units.SharesChange change = new Units.SharesChange(form.seen(), form.shares(), form.reason());
            once.act(
                    actor, key, "shares " + unit + " " + form, () -> units.agreeShares(actor, id, change, clock.now()));
            return new ModelAndView("redirect:/shares/" + unit);
        } catch (Refusal refusal) {
            if (refusal.kind() == Refusal.Kind.NOT_FOUND || refusal.kind() == Refusal.Kind.NOT_ALLOWED) {
                throw refusal;
            }
            ModelAndView page = page(actor, id, form, frame.sentence(refusal));
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
    }

    /** The plans' own shares count from now on, where they state any. */
    @PostMapping("/shares/{unit}/plans")
    @Allowed({Role.ADMIN, Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER})
    String leave(
            Actor actor,
            @PathVariable long unit,
            @RequestParam String reason,
            @RequestParam("request_key") String key) {
        once.act(
                actor,
                key,
                "shares to plans " + unit + " " + reason,
                () -> units.leaveSharesToPlans(actor, new UnitId(unit), reason, clock.now()));
        return "redirect:/shares/" + unit;
    }

    @PostMapping("/shares/{unit}/struggling")
    @Allowed({Role.ADMIN, Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER})
    String flag(
            Actor actor,
            @PathVariable long unit,
            @RequestParam boolean struggling,
            @RequestParam String reason,
            @RequestParam("request_key") String key) {
        Set<UnitFlag> flags = struggling ? Set.of(UnitFlag.STRUGGLING) : Set.of();
        once.act(
                actor,
                key,
                "struggling " + unit + " " + struggling + " " + reason,
                () -> units.flag(actor, new UnitId(unit), flags, reason, clock.now()));
        return "redirect:/shares/" + unit;
    }
}

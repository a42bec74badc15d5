package org.tongzhou.catalogue.web;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.plan.PlanVersion;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.NavItem;

/** The plans in force today, and any other by its address, for everybody who is signed in: they are the same for all. */
@Controller
@Allowed(signedIn = true)
class PlanPages {
    private final Plans plans;
    private final DraftNames names;

    PlanPages(Plans plans, DraftNames names) {
        this.plans = plans;
        this.names = names;
    }

    @Bean
    static NavItem planNavigation() {
        Set<Role> readers = Set.of(
                Role.UNIT_OFFICER,
                Role.COUNTY_REVIEWER,
                Role.CITY_REVIEWER,
                Role.PROVINCE_REVIEWER,
                Role.MANAGER,
                Role.PLAN_DESIGNER,
                Role.ADMIN);
        return new NavItem(readers, "catalogue.nav", "/plans", "shield", 70);
    }

    @GetMapping("/plans")
    ModelAndView list(Actor actor, Frame frame) {
        PlanWords words = new PlanWords(frame);
        List<PlanList.Line> lines = plans.inForce(actor.fund(), frame.today().day()).stream()
                .map(words::line)
                .toList();
        return new ModelAndView("catalogue/plans", "page", new PlanList(lines));
    }

    @GetMapping("/plans/{code}")
    ModelAndView plan(@PathVariable String code, Actor actor, Frame frame) {
        PlanVersion plan = shown(actor.fund(), code, frame.today().day());
        return new ModelAndView(
                "catalogue/plan", "page", new PlanWords(frame).page(plan, retired(actor.fund(), plan, frame)));
    }

    /** The edition that decides today; of a plan still to come its first one. */
    private PlanVersion shown(FundId fund, String code, LocalDate today) {
        List<PlanVersion> editions = plans.book(fund).versions().stream()
                .filter(plan -> plan.code().value().equals(code))
                .toList();
        return editions.stream()
                .findFirst()
                .flatMap(any -> plans.version(fund, any.code(), today))
                .or(() -> editions.stream()
                        .min(Comparator.comparing(plan -> plan.heading().validFrom())))
                .orElseThrow(Refusal::notFound);
    }

    private String retired(FundId fund, PlanVersion plan, Frame frame) {
        return plan.heading()
                .retired()
                .map(it -> it.successor()
                        .map(next -> frame.say(
                                "catalogue.retired.next", frame.day(it.from()), names.plan(fund, next, frame)))
                        .orElseGet(() -> frame.say("catalogue.retired.alone", frame.day(it.from()))))
                .orElse("");
    }
}

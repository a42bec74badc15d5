package org.tongzhou.reporting.web;

import java.nio.charset.StandardCharsets;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.catalogue.Plans;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.organisation.Divisions;
import org.tongzhou.reporting.Figures;
import org.tongzhou.reporting.Overview;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.NavItem;
import org.tongzhou.shell.TakenAway;

/** The overview: pictures, the same figures as tables, and as a file. */
@Controller
@Allowed({Role.MANAGER, Role.AUDITOR})
class DashboardPages {
    private final Figures figures;
    private final Divisions divisions;
    private final Plans plans;
    private final FundClock clock;

    DashboardPages(Figures figures, Divisions divisions, Plans plans, FundClock clock) {
        this.figures = figures;
        this.divisions = divisions;
        this.plans = plans;
        this.clock = clock;
    }

    @Bean
    static NavItem dashboardNav() {
        return NavItem.to(DashboardPages.class, "reporting.nav", "/dashboard", "chart", 10)
                .litOn("/targets");
    }

    @GetMapping("/dashboard")
    ModelAndView dashboard(
            @RequestParam(defaultValue = "") String year,
            @RequestParam(defaultValue = "") String region,
            @RequestParam(defaultValue = "") String metric,
            @RequestParam(defaultValue = "") String view,
            Actor actor,
            Frame frame) {
        Overview overview = overview(actor, year, region);
        DashboardPage page = new DashboardPage(
                overview, frame, names(overview.area(), frame), new DashboardPage.Ask(region, Metric.of(metric)));
        return new ModelAndView("table".equals(view) ? "reporting/tables" : "reporting/dashboard", "page", page);
    }

    /** The table by region with full amounts, for a spreadsheet. */
    @GetMapping("/dashboard.csv")
    ResponseEntity<byte[]> csv(
            @RequestParam(defaultValue = "") String year,
            @RequestParam(defaultValue = "") String region,
            Actor actor,
            Frame frame) {
        Overview overview = overview(actor, year, region);
        return TakenAway.of(
                "overview-" + overview.year() + ".csv",
                new MediaType("text", "csv", StandardCharsets.UTF_8),
                RegionCsv.of(overview, frame).getBytes(StandardCharsets.UTF_8));
    }

    private Overview overview(Actor actor, String year, String region) {
        return figures.of(actor, area(actor, region), Years.asked(year, clock.today()), clock.now());
    }

    /** The actor's own territory, or a city or county inside it, which may be no more today. */
    private Scope area(Actor actor, String region) {
        if (region.isEmpty()) {
            return actor.scope();
        }
        String path = divisions.everPathOf(actor.fund(), region).orElseThrow(Refusal::notFound);
        return new Scope(actor.fund(), path);
    }

    private DashboardPage.Names names(Scope area, Frame frame) {
        String[] steps = area.path().split("/", -1);
        return new DashboardPage.Names(
                divisions.nameOf(steps[steps.length - 2]),
                plan -> plans.nameOf(area.fund(), plan, frame.words().locale()));
    }
}

package org.tongzhou.claim.web;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.claim.Workload;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Role;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;

/** What lies where in a territory, for whoever leads it. */
@Controller
@Allowed({Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER, Role.MANAGER, Role.AUDITOR})
class WorkloadPages {
    private final Workload workload;
    private final WorkloadViews views;
    private final FundClock clock;

    WorkloadPages(Workload workload, WorkloadViews views, FundClock clock) {
        this.workload = workload;
        this.views = views;
        this.clock = clock;
    }

    @GetMapping("/workload")
    ModelAndView workload(Actor actor, @RequestParam(defaultValue = "") String after, Frame frame) {
        Workload.Lying lying = workload.lying(actor, clock.now(), after);
        return new ModelAndView("claim/workload", "page", views.workload(actor, lying, after, frame));
    }
}

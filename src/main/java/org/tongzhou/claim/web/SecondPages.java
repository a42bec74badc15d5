package org.tongzhou.claim.web;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.claim.SecondBenefits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;

/** What members are owed besides what they claimed, for whoever leads a territory. */
@Controller
@Allowed({Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER, Role.MANAGER, Role.AUDITOR})
class SecondPages {
    private final SecondBenefits second;
    private final SecondViews views;

    SecondPages(SecondBenefits second, SecondViews views) {
        this.second = second;
        this.views = views;
    }

    @GetMapping("/second-benefits")
    ModelAndView second(Actor actor, @RequestParam(defaultValue = "") String after, Frame frame) {
        return new ModelAndView("claim/second", "page", views.second(actor, second, after, frame));
    }
}

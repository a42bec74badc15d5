package org.tongzhou.contribution.web;

import java.time.LocalDate;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.contribution.Reminders;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Role;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.PagedLists;
import org.tongzhou.shell.Sent;

/** Bills that are overdue, and those whose cover runs though their money is gone. */
@Controller
@Allowed({
    Role.UNIT_OFFICER,
    Role.COUNTY_REVIEWER,
    Role.CITY_REVIEWER,
    Role.PROVINCE_REVIEWER,
    Role.FINANCE_MAKER,
    Role.FINANCE_CHECKER,
    Role.MANAGER,
    Role.AUDITOR
})
class OverduePages {
    private final Reminders reminders;
    private final FundClock clock;

    OverduePages(Reminders reminders, FundClock clock) {
        this.reminders = reminders;
        this.clock = clock;
    }

    @GetMapping("/overdue")
    ModelAndView list(Actor actor, Sent sent) {
        LocalDate today = clock.today();
        PagedLists lists = PagedLists.of("/overdue", sent, "after", "before");
        OverduePage page = new OverduePage(
                reminders.inAll(actor, today),
                reminders.overdue(actor, today, lists.startOf("after")),
                reminders.coveredButOwed(actor, today, lists.startOf("before")),
                lists,
                reminders.steps());
        return new ModelAndView("contribution/overdue", "page", page);
    }
}

package org.tongzhou.contribution.web;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.tongzhou.contribution.Bills;
import org.tongzhou.enrolment.DraftId;
import org.tongzhou.enrolment.Enrolling;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.Role;
import org.tongzhou.shell.Allowed;

/** The one button of the roster page: enrols its good rows and leads to their bill. */
@Controller
@Allowed(Role.UNIT_OFFICER)
class EnrolPages {
    private final Bills bills;
    private final Once once;
    private final FundClock clock;

    EnrolPages(Bills bills, Once once, FundClock clock) {
        this.bills = bills;
        this.once = once;
        this.clock = clock;
    }

    /** {@code people} and {@code fee_fen} are what the officer saw; a roster that has changed since is refused. */
    @PostMapping("/rosters/{id}/enrol")
    String enrol(
            Actor actor,
            @PathVariable long id,
            @RequestParam int people,
            @RequestParam("fee_fen") long feeFen,
            @RequestParam("request_key") String key) {
        Enrolling seen = new Enrolling(people, Money.ofFen(feeFen), null);
        String body = "enrol " + id + " " + people + " " + feeFen;
        String bill = once.run(
                actor,
                key,
                body,
                () -> Long.toString(bills.enrol(actor, new DraftId(id), seen, clock.now())
                        .id()
                        .value()));
        return "redirect:/bills/" + bill;
    }
}

package org.tongzhou.payment.web;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.Role;
import org.tongzhou.payment.CarriedWords;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Sent;

/** Messages of the bank's that somebody carried here, confirmed by another person. */
@Controller
class CarriedPages {
    private final CarriedWords carried;
    private final Once once;
    private final FundClock clock;

    CarriedPages(CarriedWords carried, Once once, FundClock clock) {
        this.carried = carried;
        this.once = once;
        this.clock = clock;
    }

    /** A message that somebody carried here, for who asks the bank whether it says so. */
    @GetMapping("/payments/answers/{id}/message")
    @Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.AUDITOR})
    ResponseEntity<byte[]> message(Actor actor, @PathVariable long id) {
        return BankMessageFile.of("bank-message-" + id, carried.message(actor, id, clock.now()));
    }

    @PostMapping("/payments/answers/{id}/confirm")
    @Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER})
    String confirm(Actor actor, @PathVariable long id, Sent form) {
        once.act(actor, form.key(), "payment confirm " + id, () -> carried.confirm(actor, id, clock.now()));
        return Desk.stood(form);
    }
}

package org.tongzhou.ledger.web;

import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.Role;
import org.tongzhou.ledger.ReserveOrder;
import org.tongzhou.ledger.Reserves;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.PagedLists;
import org.tongzhou.shell.Sent;
import org.tongzhou.shell.Tried;

/** The reserve for bad years: one person proposes, another confirms. */
@Controller
@Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.AUDITOR, Role.MANAGER})
class ReservePages {
    private static final String PAGE = "/ledger/reserve";
    private static final Map<String, String> FIELDS =
            Map.of("ledger_reserve_amount", "amount", "ledger_grounds", "grounds");

    private final Reserves reserves;
    private final Once once;
    private final FundClock clock;

    ReservePages(Reserves reserves, Once once, FundClock clock) {
        this.reserves = reserves;
        this.once = once;
        this.clock = clock;
    }

    @GetMapping(PAGE)
    ModelAndView page(Actor actor, Sent sent) {
        return page(actor, sent, Tried.NOTHING);
    }

    private ModelAndView page(Actor actor, Sent sent, Tried tried) {
        PagedLists lists = lists(sent);
        ReservePage page = new ReservePage(
                reserves.standing(actor.fund()),
                reserves.list(actor, lists.startOf("after")),
                lists,
                actor.person(),
                actor.is(Role.FINANCE_MAKER) || actor.is(Role.FINANCE_CHECKER),
                actor.is(Role.FINANCE_CHECKER),
                tried);
        return new ModelAndView("ledger/reserve", "page", page);
    }

    private static PagedLists lists(Sent sent) {
        return PagedLists.of(PAGE, sent, "after");
    }

    @PostMapping(PAGE)
    @Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER})
    ModelAndView propose(Actor actor, @RequestParam ReserveOrder.Kind kind, Sent form) {
        return form.act(
                () -> {
                    Reserves.Wish wish = new Reserves.Wish(kind, form.amount("amount"), form.text("grounds"));
                    return once(actor, form, "propose " + wish, () -> reserves.propose(actor, wish, clock.now()));
                },
                FIELDS,
                tried -> page(actor, form, tried));
    }

    @PostMapping(PAGE + "/{id}/confirm")
    @Allowed(Role.FINANCE_CHECKER)
    String confirm(Actor actor, @PathVariable long id, Sent form) {
        return once(actor, form, "confirm " + id, () -> reserves.confirm(actor, id, clock.now()));
    }

    @PostMapping(PAGE + "/{id}/withdraw")
    @Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER})
    String withdraw(Actor actor, @PathVariable long id, Sent form) {
        return once(actor, form, "withdraw " + id, () -> reserves.withdraw(actor, id, clock.now()));
    }

    /** Back to the page as it stood. */
    private String once(Actor actor, Sent form, String what, Runnable effect) {
        once.act(actor, form.key(), "ledger reserve " + what, effect);
        return "redirect:" + lists(form).address();
    }
}

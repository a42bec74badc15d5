package org.tongzhou.contribution.web;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.contribution.Credit;
import org.tongzhou.contribution.CreditId;
import org.tongzhou.contribution.Credits;
import org.tongzhou.contribution.RefundId;
import org.tongzhou.contribution.Refunds;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.Plain;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.payment.PayeeAccount;
import org.tongzhou.shell.Allowed;

/** Surplus money on its way back: proposed by one person, agreed by another, paid with the next batch. */
@Controller
@Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.MANAGER, Role.AUDITOR})
class RefundPages {
    private final Refunds refunds;
    private final Credits credits;
    private final Once once;
    private final FundClock clock;

    RefundPages(Refunds refunds, Credits credits, Once once, FundClock clock) {
        this.refunds = refunds;
        this.credits = credits;
        this.once = once;
        this.clock = clock;
    }

    @GetMapping("/refunds")
    ModelAndView list(Actor actor) {
        RefundsPage page = new RefundsPage(
                refunds.list(actor),
                actor.is(Role.FINANCE_CHECKER),
                actor.is(Role.FINANCE_MAKER),
                actor.is(Role.FINANCE_MAKER) || actor.is(Role.FINANCE_CHECKER));
        return new ModelAndView("contribution/refunds", "page", page);
    }

    @GetMapping("/credits/{id}/refund")
    @Allowed(Role.FINANCE_MAKER)
    ModelAndView form(Actor actor, @PathVariable long id) {
        Credit credit = credits.find(actor, new CreditId(id));
        RefundForm page =
                new RefundForm(credit, refunds.accountOf(actor, credit.id()).orElse(""));
        return new ModelAndView("contribution/refund", "page", page);
    }

    @PostMapping("/credits/{id}/refund")
    @Allowed(Role.FINANCE_MAKER)
    String propose(
            Actor actor,
            @PathVariable long id,
            @RequestParam String amount,
            @RequestParam String payee,
            @RequestParam String account,
            @RequestParam(defaultValue = "") String bank,
            @RequestParam String reason,
            @RequestParam("request_key") String key) {
        Money money = Money.typed(amount).orElseThrow(() -> Refusal.invalid("refund_amount", amount));
        PayeeAccount to = new PayeeAccount(payee.strip(), Plain.number(account), bank.strip(), null);
        once.act(
                actor,
                key,
                "refund " + id + " " + money,
                () -> refunds.propose(actor, new CreditId(id), money, to, reason, clock.now()));
        return "redirect:/refunds";
    }

    @GetMapping("/refunds/{id}/again")
    @Allowed(Role.FINANCE_MAKER)
    ModelAndView again(Actor actor, @PathVariable long id) {
        return new ModelAndView("contribution/refund-again", "refund", refunds.returned(actor, new RefundId(id)));
    }

    /** Another account for money that the bank sent back; agreed by another person like the first. */
    @PostMapping("/refunds/{id}/again")
    @Allowed(Role.FINANCE_MAKER)
    String again(
            Actor actor,
            @PathVariable long id,
            @RequestParam String payee,
            @RequestParam String account,
            @RequestParam(defaultValue = "") String bank,
            @RequestParam String reason,
            @RequestParam("request_key") String key) {
        PayeeAccount to = new PayeeAccount(payee.strip(), Plain.number(account), bank.strip(), null);
        once.act(
                actor,
                key,
                "refund again " + id + " " + reason,
                () -> refunds.again(actor, new RefundId(id), to, reason, clock.now()));
        return "redirect:/refunds";
    }

    @PostMapping("/refunds/{id}/agree")
    @Allowed(Role.FINANCE_CHECKER)
    String agree(Actor actor, @PathVariable long id, @RequestParam("request_key") String key) {
        once.act(actor, key, "refund agree " + id, () -> refunds.agree(actor, new RefundId(id), clock.now()));
        return "redirect:/refunds";
    }

    @PostMapping("/refunds/{id}/drop")
    @Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER})
    String drop(Actor actor, @PathVariable long id, @RequestParam("request_key") String key) {
        once.act(actor, key, "refund drop " + id, () -> refunds.drop(actor, new RefundId(id), clock.now()));
        return "redirect:/refunds";
    }
}

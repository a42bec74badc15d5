package org.tongzhou.contribution.web;

import java.util.Map;
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
import org.tongzhou.kernel.Role;
import org.tongzhou.payment.PayeeAccount;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.PagedLists;
import org.tongzhou.shell.Sent;
import org.tongzhou.shell.Tried;

/** Surplus money on its way back: proposed by one person, agreed by another, paid with the next batch. */
@Controller
@Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.MANAGER, Role.AUDITOR})
class RefundPages {
    private static final Map<String, String> FIELDS = Map.of(
            "refund_too_much", "amount",
            "refund_cover_began", "amount",
            "payment_payee_name", "payee",
            "payment_payee_account", "account",
            "payment_payee_bank", "bank",
            "fee_reason", "reason");

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
    ModelAndView list(Actor actor, Sent sent) {
        PagedLists lists = lists(sent);
        RefundsPage page = new RefundsPage(
                refunds.list(actor, lists.startOf("after")),
                lists,
                actor.is(Role.FINANCE_CHECKER),
                actor.is(Role.FINANCE_MAKER),
                actor.is(Role.FINANCE_MAKER) || actor.is(Role.FINANCE_CHECKER));
        return new ModelAndView("contribution/refunds", "page", page);
    }

    private static PagedLists lists(Sent sent) {
        return PagedLists.of("/refunds", sent, "after");
    }

    private static String stood(Sent form) {
        return "redirect:" + lists(form).address();
    }

    @GetMapping("/credits/{id}/refund")
    @Allowed(Role.FINANCE_MAKER)
    ModelAndView form(Actor actor, @PathVariable long id) {
        return form(actor, new CreditId(id), Tried.NOTHING);
    }

    private ModelAndView form(Actor actor, CreditId id, Tried tried) {
        Credit credit = credits.find(actor, id);
        RefundForm page = new RefundForm(credit, refunds.accountOf(actor, id).orElse(""), tried);
        return new ModelAndView("contribution/refund", "page", page);
    }

    @PostMapping("/credits/{id}/refund")
    @Allowed(Role.FINANCE_MAKER)
    ModelAndView propose(Actor actor, @PathVariable long id, Sent form) {
        CreditId credit = new CreditId(id);
        return form.act(
                () -> {
                    Money money = form.amount("amount");
                    PayeeAccount to = account(form);
                    once.act(
                            actor,
                            form.key(),
                            "refund " + id + " " + money,
                            () -> refunds.propose(actor, credit, money, to, form.text("reason"), clock.now()));
                    return "redirect:/refunds";
                },
                FIELDS,
                tried -> form(actor, credit, tried));
    }

    private static PayeeAccount account(Sent form) {
        return new PayeeAccount(form.text("payee"), Plain.number(form.text("account")), form.text("bank"), null);
    }

    @GetMapping("/refunds/{id}/again")
    @Allowed(Role.FINANCE_MAKER)
    ModelAndView again(Actor actor, @PathVariable long id, Sent sent) {
        return again(actor, new RefundId(id), sent, Tried.NOTHING);
    }

    private ModelAndView again(Actor actor, RefundId id, Sent sent, Tried tried) {
        ReturnedPage page = new ReturnedPage(refunds.returned(actor, id), lists(sent), tried);
        return new ModelAndView("contribution/refund-again", "page", page);
    }

    /** Another account for money that the bank sent back; agreed by another person like the first. */
    @PostMapping("/refunds/{id}/again")
    @Allowed(Role.FINANCE_MAKER)
    ModelAndView payAgain(Actor actor, @PathVariable long id, Sent form) {
        RefundId refund = new RefundId(id);
        return form.act(
                () -> {
                    PayeeAccount to = account(form);
                    String reason = form.text("reason");
                    once.act(
                            actor,
                            form.key(),
                            "refund again " + id + " " + reason,
                            () -> refunds.again(actor, refund, to, reason, clock.now()));
                    return stood(form);
                },
                FIELDS,
                tried -> again(actor, refund, form, tried));
    }

    @PostMapping("/refunds/{id}/agree")
    @Allowed(Role.FINANCE_CHECKER)
    String agree(Actor actor, @PathVariable long id, @RequestParam String seen, Sent form) {
        once.act(
                actor,
                form.key(),
                "refund agree " + id + " " + seen,
                () -> refunds.agree(actor, new RefundId(id), seen, clock.now()));
        return stood(form);
    }

    @PostMapping("/refunds/{id}/drop")
    @Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER})
    String drop(Actor actor, @PathVariable long id, Sent form) {
        once.act(actor, form.key(), "refund drop " + id, () -> refunds.drop(actor, new RefundId(id), clock.now()));
        return stood(form);
    }
}

package org.tongzhou.payment.web;

import java.time.LocalDate;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
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
import org.tongzhou.payment.DailyRuns;
import org.tongzhou.payment.Discrepancies;
import org.tongzhou.payment.Evidence;
import org.tongzhou.payment.Reconciliation;
import org.tongzhou.payment.Statements;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.PagedLists;
import org.tongzhou.shell.Sent;
import org.tongzhou.shell.TakenAway;
import org.tongzhou.shell.Tried;

/** Our book beside the bank's, a day at a time, and the papers behind settlements. */
@Controller
@Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.AUDITOR, Role.MANAGER})
class ReconciliationPages {
    private final Reconciliation reconciliation;
    private final Discrepancies discrepancies;
    private final DailyRuns runs;
    private final Statements statements;
    private final Once once;
    private final FundClock clock;

    ReconciliationPages(
            Reconciliation reconciliation,
            Discrepancies discrepancies,
            DailyRuns runs,
            Statements statements,
            Once once,
            FundClock clock) {
        this.reconciliation = reconciliation;
        this.discrepancies = discrepancies;
        this.runs = runs;
        this.statements = statements;
        this.once = once;
        this.clock = clock;
    }

    /** The newest day with anything in it when none is asked for. */
    @GetMapping("/payments/reconciliation")
    ModelAndView day(Actor actor, Sent sent) {
        return page(actor, sent, Tried.NOTHING);
    }

    private ModelAndView page(Actor actor, Sent sent, Tried tried) {
        LocalDate day =
                sent.text("day").isEmpty() ? reconciliation.newestDay(actor).orElseGet(clock::today) : sent.day("day");
        PagedLists lists = lists(day, sent);
        Reconciliation.Compared shown = reconciliation.on(
                actor, day, new Reconciliation.From(lists.startOf("differing"), lists.startOf("agreeing")));
        ReconciliationPage page = new ReconciliationPage(
                shown.day(),
                shown.exceptions(),
                shown.agreed(),
                reconciliation.balance(actor, day).orElse(null),
                new ReconciliationPage.Aside(
                        statements.asideOf(actor, day), statements.aside(actor, lists.startOf("aside"))),
                discrepancies.openByDay(actor),
                runs.newest(actor, lists.startOf("after")),
                lists,
                clock.today());
        return new ModelAndView("payment/reconciliation", "page", page).addObject("tried", tried);
    }

    private static PagedLists lists(LocalDate day, Sent sent) {
        return PagedLists.of("/payments/reconciliation?day=" + day, sent, "after", "differing", "agreeing", "aside");
    }

    /** The statement of a day is another account's. */
    @PostMapping("/payments/reconciliation/aside")
    @Allowed(Role.FINANCE_CHECKER)
    ModelAndView putAside(Actor actor, @RequestParam long statement, Sent form) {
        return form.act(
                () -> {
                    LocalDate day = form.day("day");
                    Statements.Wrong wrong = new Statements.Wrong(day, statement, form.text("why"));
                    String body = "payment statement aside " + statement + " " + wrong.why();
                    once.act(actor, form.key(), body, () -> statements.putAside(actor, wrong, clock.now()));
                    return "redirect:" + lists(day, form).address();
                },
                refusal -> refusal.code().startsWith("payment_statement") ? "why" : "",
                tried -> page(actor, form, tried));
    }

    /** The bank's own message behind one that does not agree, as it came: names and accounts are in it, so it is recorded. */
    @GetMapping("/payments/discrepancies/{id}/message")
    @Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.AUDITOR})
    ResponseEntity<byte[]> message(Actor actor, @PathVariable long id) {
        return BankMessageFile.of("bank-message-" + id, discrepancies.message(actor, id, clock.now()));
    }

    @GetMapping("/payments/discrepancies/{id}/evidence/{paper}")
    ResponseEntity<byte[]> evidence(Actor actor, @PathVariable long id, @PathVariable long paper) {
        Evidence kept = discrepancies.paper(actor, id, paper);
        return TakenAway.of(kept.name(), MediaType.parseMediaType(kept.kind()), kept.bytes());
    }
}

package org.tongzhou.recovery.web;

import java.time.LocalDate;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.Role;
import org.tongzhou.recovery.Recoveries;
import org.tongzhou.recovery.Recoveries.Receipt;
import org.tongzhou.recovery.Recovery;
import org.tongzhou.recovery.RecoveryId;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Sent;
import org.tongzhou.shell.Tried;

/** One benefit that is owed back, and what is done about it. */
@Controller
@Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.AUDITOR, Role.MANAGER})
class RecoveryPages {
    private static final String KEY = "request_key";
    private static final Map<String, String> RECEIPT = Map.of(
            "recovery_amount", "amount",
            "recovery_bank_reference", "reference",
            "recovery_receipt_known", "reference",
            "recovery_receipt_listed", "reference",
            "recovery_receipt_day", "day");

    private final Recoveries recoveries;
    private final Once once;
    private final FundClock clock;

    RecoveryPages(Recoveries recoveries, Once once, FundClock clock) {
        this.recoveries = recoveries;
        this.once = once;
        this.clock = clock;
    }

    @GetMapping("/recoveries/{id}")
    ModelAndView one(Actor actor, @PathVariable long id) {
        return one(actor, id, Tried.NOTHING);
    }

    private ModelAndView one(Actor actor, long id, Tried tried) {
        Recovery recovery = recoveries.get(actor, new RecoveryId(id));
        Recovery.WriteOff writeOff = recovery.writeOff();
        RecoveryPage page = new RecoveryPage(
                recovery,
                recoveries.repaid(actor, recovery.id()),
                actor.is(Role.FINANCE_MAKER) || actor.is(Role.FINANCE_CHECKER),
                actor.is(Role.FINANCE_CHECKER),
                recovery.proposed().person().equals(actor.person()),
                writeOff != null && writeOff.proposed().person().equals(actor.person()),
                tried);
        return new ModelAndView("recovery/recovery", "page", page);
    }

    @PostMapping("/recoveries/{id}/confirm")
    @Allowed(Role.FINANCE_CHECKER)
    String confirm(Actor actor, @PathVariable long id, @RequestParam(KEY) String key) {
        return once(actor, key, "confirm", id, () -> recoveries.confirm(actor, new RecoveryId(id), clock.now()));
    }

    @PostMapping("/recoveries/{id}/withdraw")
    @Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER})
    String withdraw(Actor actor, @PathVariable long id, @RequestParam(KEY) String key) {
        return once(actor, key, "withdraw", id, () -> recoveries.withdraw(actor, new RecoveryId(id), clock.now()));
    }

    @PostMapping("/recoveries/{id}/receipts")
    @Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER})
    ModelAndView receive(Actor actor, @PathVariable long id, Sent form) {
        RecoveryId of = new RecoveryId(id);
        return form.act(
                () -> {
                    Receipt receipt = new Receipt(form.amount("amount"), form.text("reference"), form.day("day"));
                    return once(
                            actor,
                            form.key(),
                            "receive " + receipt,
                            id,
                            () -> recoveries.receive(actor, of, receipt, clock.now()));
                },
                RECEIPT,
                tried -> one(actor, id, tried));
    }

    @PostMapping("/recoveries/{id}/receipts/{entry}/take-back")
    @Allowed(Role.FINANCE_CHECKER)
    ModelAndView takeBack(Actor actor, @PathVariable long id, @PathVariable long entry, Sent form) {
        return form.act(
                () -> {
                    Recoveries.Mistake mistake = new Recoveries.Mistake(entry, form.text("words"));
                    return once(
                            actor,
                            form.key(),
                            "take back " + mistake,
                            id,
                            () -> recoveries.takeBack(actor, new RecoveryId(id), mistake, clock.now()));
                },
                Map.of("recovery_words", "why-" + entry),
                tried -> one(actor, id, tried));
    }

    @PostMapping("/recoveries/{id}/plan")
    @Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER})
    ModelAndView plan(Actor actor, @PathVariable long id, Sent form) {
        return form.act(
                () -> {
                    LocalDate first = form.day("first");
                    int months = form.number("months");
                    return once(
                            actor,
                            form.key(),
                            "plan " + first + " " + months,
                            id,
                            () -> recoveries.plan(actor, new RecoveryId(id), first, months, clock.now()));
                },
                Map.of("recovery_plan", "first"),
                tried -> one(actor, id, tried));
    }

    @PostMapping("/recoveries/{id}/write-off")
    @Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER})
    ModelAndView proposeWriteOff(Actor actor, @PathVariable long id, Sent form) {
        String grounds = form.text("grounds");
        return form.act(
                () -> once(
                        actor,
                        form.key(),
                        "write off " + grounds,
                        id,
                        () -> recoveries.proposeWriteOff(actor, new RecoveryId(id), grounds, clock.now())),
                Map.of("recovery_words", "grounds"),
                tried -> one(actor, id, tried));
    }

    @PostMapping("/recoveries/{id}/write-off/confirm")
    @Allowed(Role.FINANCE_CHECKER)
    String confirmWriteOff(
            Actor actor, @PathVariable long id, @RequestParam String seen, @RequestParam(KEY) String key) {
        return once(
                actor,
                key,
                "write-off confirm " + seen,
                id,
                () -> recoveries.confirmWriteOff(actor, new RecoveryId(id), seen, clock.now()));
    }

    @PostMapping("/recoveries/{id}/appeal")
    @Allowed({Role.FINANCE_CHECKER, Role.MANAGER})
    ModelAndView decide(Actor actor, @PathVariable long id, Sent form) {
        String answer = form.text("answer");
        return form.act(
                () -> {
                    Money by = form.amount("reduce");
                    return once(
                            actor,
                            form.key(),
                            "appeal " + by + " " + answer,
                            id,
                            () -> recoveries.decide(actor, new RecoveryId(id), by, answer, clock.now()));
                },
                Map.of("recovery_amount", "reduce", "recovery_words", "answer"),
                tried -> one(actor, id, tried));
    }

    @PostMapping("/recoveries/{id}/pay-again")
    @Allowed(Role.FINANCE_CHECKER)
    String payAgain(Actor actor, @PathVariable long id, @RequestParam(KEY) String key) {
        return once(actor, key, "pay again", id, () -> recoveries.payAgain(actor, new RecoveryId(id), clock.now()));
    }

    private String once(Actor actor, String key, String what, long id, Runnable effect) {
        once.act(actor, key, "recovery " + id + " " + what, effect);
        return "redirect:/recoveries/" + id;
    }
}

package org.tongzhou.recovery.web;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
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
import org.tongzhou.kernel.Plain;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.recovery.Recoveries;
import org.tongzhou.recovery.Recoveries.Demand;
import org.tongzhou.recovery.Recoveries.Receipt;
import org.tongzhou.recovery.Recovery;
import org.tongzhou.recovery.RecoveryId;
import org.tongzhou.recovery.RecoveryTerms.Reason;
import org.tongzhou.recovery.web.RecoveriesPage.Typed;
import org.tongzhou.shell.Again;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;

/** The desk of what is owed back. */
@Controller
@Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.AUDITOR, Role.MANAGER})
class RecoveryPages {
    private static final String KEY = "request_key";
    private static final String LIST = "recovery/recoveries";
    private static final Map<String, String> FIELDS = Map.of(
            "recovery_unknown", "reference",
            "recovery_not_paid", "reference",
            "recovery_exists", "reference",
            "recovery_own", "reference",
            "recovery_amount", "amount",
            "recovery_form", "amount",
            "recovery_reason", "reason",
            "recovery_words", "grounds");

    private final Recoveries recoveries;
    private final Once once;
    private final FundClock clock;

    RecoveryPages(Recoveries recoveries, Once once, FundClock clock) {
        this.recoveries = recoveries;
        this.once = once;
        this.clock = clock;
    }

    @GetMapping("/recoveries")
    ModelAndView list(Actor actor, @RequestParam(defaultValue = "") String reference) {
        Typed typed = Typed.of(reference, null, null, null);
        return new ModelAndView(LIST, "page", new RecoveriesPage(recoveries.newest(actor), typed, Map.of()));
    }

    @GetMapping("/recoveries/{id}")
    ModelAndView one(Actor actor, @PathVariable long id) {
        Recovery recovery = recoveries.get(actor, new RecoveryId(id));
        Recovery.WriteOff writeOff = recovery.writeOff();
        RecoveryPage page = new RecoveryPage(
                recovery,
                recoveries.repaid(actor, recovery.id()),
                actor.is(Role.FINANCE_MAKER) || actor.is(Role.FINANCE_CHECKER),
                actor.is(Role.FINANCE_CHECKER),
                recovery.proposed().person().equals(actor.person()),
                writeOff != null && writeOff.proposed().person().equals(actor.person()));
        return new ModelAndView("recovery/recovery", "page", page);
    }

    @PostMapping("/recoveries")
    @Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER})
    ModelAndView propose(Actor actor, Form form, @RequestParam(KEY) String key, Frame frame) {
        Typed typed = Typed.of(form.reference(), form.amount(), form.reason(), form.grounds());
        try {
            String id = once.run(
                    actor,
                    key,
                    "recovery " + typed,
                    () -> Long.toString(recoveries
                            .propose(actor, Plain.number(typed.reference()), demand(typed), clock.now())
                            .value()));
            return new ModelAndView("redirect:/recoveries/" + id);
        } catch (Refusal refusal) {
            Map<String, String> errors = Map.of(FIELDS.getOrDefault(refusal.code(), ""), frame.sentence(refusal));
            return Again.page(LIST, new RecoveriesPage(recoveries.newest(actor), typed, errors));
        }
    }

    /** As it was sent. */
    record Form(
            @Nullable String reference,
            @Nullable String amount,
            @Nullable String reason,
            @Nullable String grounds) {}

    private static Demand demand(Typed typed) {
        Reason reason = Arrays.stream(Reason.values())
                .filter(one -> one.name().equals(typed.reason()))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("recovery_reason"));
        return new Demand(yuan(typed.amount()), reason, typed.grounds());
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
    String receive(
            Actor actor,
            @PathVariable long id,
            @RequestParam String amount,
            @RequestParam String reference,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) LocalDate day,
            @RequestParam(KEY) String key) {
        Receipt receipt = new Receipt(yuan(amount), reference.strip(), day);
        return once(
                actor,
                key,
                "receive " + receipt,
                id,
                () -> recoveries.receive(actor, new RecoveryId(id), receipt, clock.now()));
    }

    @PostMapping("/recoveries/{id}/plan")
    @Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER})
    String plan(
            Actor actor,
            @PathVariable long id,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) LocalDate first,
            @RequestParam int months,
            @RequestParam(KEY) String key) {
        return once(
                actor,
                key,
                "plan " + first + " " + months,
                id,
                () -> recoveries.plan(actor, new RecoveryId(id), first, months, clock.now()));
    }

    @PostMapping("/recoveries/{id}/write-off")
    @Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER})
    String proposeWriteOff(
            Actor actor, @PathVariable long id, @RequestParam String grounds, @RequestParam(KEY) String key) {
        return once(
                actor,
                key,
                "write off " + grounds,
                id,
                () -> recoveries.proposeWriteOff(actor, new RecoveryId(id), grounds, clock.now()));
    }

    @PostMapping("/recoveries/{id}/write-off/confirm")
    @Allowed(Role.FINANCE_CHECKER)
    String confirmWriteOff(Actor actor, @PathVariable long id, @RequestParam(KEY) String key) {
        return once(
                actor,
                key,
                "write-off confirm",
                id,
                () -> recoveries.confirmWriteOff(actor, new RecoveryId(id), clock.now()));
    }

    @PostMapping("/recoveries/{id}/appeal")
    @Allowed({Role.FINANCE_CHECKER, Role.MANAGER})
    String decide(
            Actor actor,
            @PathVariable long id,
            @RequestParam String reduce,
            @RequestParam String answer,
            @RequestParam(KEY) String key) {
        Money by = yuan(reduce);
        return once(
                actor,
                key,
                "appeal " + by + " " + answer,
                id,
                () -> recoveries.decide(actor, new RecoveryId(id), by, answer, clock.now()));
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

    private static Money yuan(String text) {
        return Money.typed(text).orElseThrow(() -> Refusal.invalid("recovery_form", text));
    }
}

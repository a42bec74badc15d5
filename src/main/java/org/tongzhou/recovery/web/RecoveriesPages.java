package org.tongzhou.recovery.web;

import java.util.Arrays;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.Plain;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.recovery.Recoveries;
import org.tongzhou.recovery.Recoveries.Demand;
import org.tongzhou.recovery.RecoveryTerms.Reason;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.NavItem;
import org.tongzhou.shell.Sent;
import org.tongzhou.shell.Tried;

/** What is owed back, and the form that demands more. */
@Controller
@Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.AUDITOR, Role.MANAGER})
class RecoveriesPages {
    private static final String PAGE = "recovery/recoveries";
    private static final Map<String, String> FIELDS = Map.of(
            "recovery_unknown", "reference",
            "recovery_not_paid", "reference",
            "recovery_exists", "reference",
            "recovery_whole", "reference",
            "recovery_own", "reference",
            "recovery_amount", "amount",
            "recovery_reason", "reason",
            "recovery_words", "grounds");

    private final Recoveries recoveries;
    private final Once once;
    private final FundClock clock;

    RecoveriesPages(Recoveries recoveries, Once once, FundClock clock) {
        this.recoveries = recoveries;
        this.once = once;
        this.clock = clock;
    }

    @Bean
    static NavItem recoveryNav() {
        return NavItem.to(RecoveriesPages.class, "recovery.nav", "/recoveries", "flag", 50);
    }

    @GetMapping("/recoveries")
    ModelAndView list(
            Actor actor,
            @RequestParam(defaultValue = "") String reference,
            @RequestParam(defaultValue = "") String after) {
        RecoveriesPage page = new RecoveriesPage(recoveries.list(actor, after), after, reference, Tried.NOTHING);
        return new ModelAndView(PAGE, "page", page);
    }

    private ModelAndView list(Actor actor, String after, Tried tried) {
        return new ModelAndView(PAGE, "page", new RecoveriesPage(recoveries.list(actor, after), after, "", tried));
    }

    @PostMapping("/recoveries")
    @Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER})
    ModelAndView propose(Actor actor, Sent form) {
        return form.act(
                () -> {
                    String reference = Plain.number(form.text("reference"));
                    Demand demand = demand(form);
                    return "redirect:/recoveries/"
                            + once.run(
                                    actor,
                                    form.key(),
                                    "recovery " + reference + demand,
                                    () -> Long.toString(recoveries
                                            .propose(actor, reference, demand, clock.now())
                                            .value()));
                },
                FIELDS,
                tried -> list(actor, form.text("after"), tried));
    }

    private static Demand demand(Sent form) {
        Reason reason = Arrays.stream(Reason.values())
                .filter(one -> one.name().equals(form.text("reason")))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("recovery_reason"));
        return new Demand(form.amount("amount"), reason, form.text("grounds"));
    }
}

package org.tongzhou.contribution.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.contribution.BillId;
import org.tongzhou.contribution.Bills;
import org.tongzhou.contribution.Credits;
import org.tongzhou.contribution.Instalment;
import org.tongzhou.contribution.Instalments;
import org.tongzhou.contribution.Withdrawals;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.shell.Allowed;

/** What changes a bill: people leave it, it is paid in instalments, a match is taken back. */
@Controller
class BillActions {
    private final Bills bills;
    private final Withdrawals withdrawals;
    private final Instalments instalments;
    private final Credits credits;
    private final Once once;
    private final FundClock clock;

    BillActions(
            Bills bills,
            Withdrawals withdrawals,
            Instalments instalments,
            Credits credits,
            Once once,
            FundClock clock) {
        this.bills = bills;
        this.withdrawals = withdrawals;
        this.instalments = instalments;
        this.credits = credits;
        this.once = once;
        this.clock = clock;
    }

    @GetMapping("/bills/{id}/people")
    @Allowed({Role.UNIT_OFFICER, Role.FINANCE_MAKER})
    ModelAndView people(Actor actor, @PathVariable long id) {
        BillId bill = new BillId(id);
        PeoplePage page = new PeoplePage(bills.find(actor, bill), withdrawals.joiners(actor, bill, clock.today()));
        return new ModelAndView("contribution/people", "page", page);
    }

    @PostMapping("/bills/{id}/people")
    @Allowed({Role.UNIT_OFFICER, Role.FINANCE_MAKER})
    String withdraw(
            Actor actor,
            @PathVariable long id,
            @RequestParam(required = false) List<Long> person,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam String reason,
            @RequestParam("request_key") String key) {
        Set<PersonId> leaving =
                person == null ? Set.of() : person.stream().map(PersonId::new).collect(Collectors.toSet());
        Withdrawals.Leaving what = new Withdrawals.Leaving(leaving, all, reason);
        String body = "withdraw " + id + " " + all + " "
                + leaving.stream().map(PersonId::value).sorted().toList();
        once.act(actor, key, body, () -> withdrawals.withdraw(actor, new BillId(id), what, clock.now()));
        return "redirect:/bills/" + id;
    }

    /** Two or three parts, as the form offers them; empty rows are left out. */
    @PostMapping("/bills/{id}/instalments")
    @Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER})
    String agree(
            Actor actor,
            @PathVariable long id,
            @RequestParam List<String> due,
            @RequestParam List<String> amount,
            @RequestParam(defaultValue = "ALL_PAID") Instalments.Start start,
            @RequestParam("request_key") String key) {
        List<Instalment> parts = parts(due, amount);
        once.act(
                actor,
                key,
                "instalments " + id + " " + start + parts,
                () -> instalments.agree(actor, new BillId(id), parts, start, clock.now()));
        return "redirect:/bills/" + id;
    }

    private static List<Instalment> parts(List<String> due, List<String> amount) {
        List<Instalment> parts = new ArrayList<>();
        for (int i = 0; i < Math.min(due.size(), amount.size()); i++) {
            if (due.get(i).isBlank() && amount.get(i).isBlank()) {
                continue;
            }
            parts.add(new Instalment(
                    day(due.get(i)),
                    Money.typed(amount.get(i)).orElseThrow(() -> Refusal.invalid("instalments_form"))));
        }
        return parts;
    }

    private static LocalDate day(String typed) {
        try {
            return LocalDate.parse(typed);
        } catch (DateTimeException notADay) {
            throw Refusal.invalid("instalments_form");
        }
    }

    @PostMapping("/credits/matches/{id}/undo")
    @Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER})
    String undo(Actor actor, @PathVariable long id, @RequestParam("request_key") String key) {
        String bill = once.run(
                actor,
                key,
                "undo " + id,
                () -> Long.toString(credits.undo(actor, id, clock.now()).value()));
        return "redirect:/bills/" + bill;
    }
}

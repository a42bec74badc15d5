package org.tongzhou.contribution.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.ListAddress;
import org.tongzhou.shell.Sent;
import org.tongzhou.shell.Tried;

/** What changes a bill: people leave it, it is paid in instalments, a match is taken back. */
@Controller
class BillActions {
    private static final Map<String, String> PARTS = Map.of(
            "instalments_sum", "amount1",
            "instalments_days", "due1");

    private final Bills bills;
    private final Withdrawals withdrawals;
    private final Instalments instalments;
    private final Credits credits;
    private final BillViews views;
    private final Once once;
    private final FundClock clock;

    BillActions(
            Bills bills,
            Withdrawals withdrawals,
            Instalments instalments,
            Credits credits,
            BillViews views,
            Once once,
            FundClock clock) {
        this.bills = bills;
        this.withdrawals = withdrawals;
        this.instalments = instalments;
        this.credits = credits;
        this.views = views;
        this.once = once;
        this.clock = clock;
    }

    @GetMapping("/bills/{id}/people")
    @Allowed({Role.UNIT_OFFICER, Role.FINANCE_MAKER})
    ModelAndView people(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String after) {
        return people(actor, new BillId(id), after, Tried.NOTHING);
    }

    private ModelAndView people(Actor actor, BillId bill, String after, Tried tried) {
        LocalDate today = clock.today();
        PeoplePage page = new PeoplePage(
                bills.find(actor, bill),
                withdrawals.joiners(actor, bill, after, today),
                after,
                withdrawals.mayAllLeave(actor, bill, today),
                tried);
        return new ModelAndView("contribution/people", "page", page);
    }

    /** Some of one page who are ticked, for a {@code reason}; or {@code all}, with the reason in {@code whole}. */
    @PostMapping("/bills/{id}/people")
    @Allowed({Role.UNIT_OFFICER, Role.FINANCE_MAKER})
    ModelAndView withdraw(
            Actor actor,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable List<Long> person,
            @RequestParam(defaultValue = "false") boolean all,
            Sent form) {
        String reason = all ? "whole" : "reason";
        Set<PersonId> leaving =
                person == null ? Set.of() : person.stream().map(PersonId::new).collect(Collectors.toSet());
        return form.act(
                () -> {
                    Withdrawals.Leaving what = new Withdrawals.Leaving(leaving, all, form.text(reason));
                    String body = "withdraw " + id + " " + all + " "
                            + leaving.stream().map(PersonId::value).sorted().toList();
                    once.act(
                            actor,
                            form.key(),
                            body,
                            () -> withdrawals.withdraw(actor, new BillId(id), what, clock.now()));
                    return "redirect:" + (all ? "/bills/" + id : people(id, form));
                },
                Map.of("fee_reason", reason),
                tried -> people(actor, new BillId(id), form.text("after"), tried));
    }

    private static String people(long id, Sent form) {
        return ListAddress.after("/bills/" + id + "/people", form.text("after"));
    }

    /** Two or three parts, as the form offers them; empty rows are left out. */
    @PostMapping("/bills/{id}/instalments")
    @Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER})
    ModelAndView agree(
            Actor actor,
            @PathVariable long id,
            @RequestParam(defaultValue = "ALL_PAID") Instalments.Start start,
            Sent form) {
        return form.act(
                () -> {
                    List<Instalment> parts = parts(form.texts("due"), form.texts("amount"));
                    once.act(
                            actor,
                            form.key(),
                            "instalments " + id + " " + start + parts,
                            () -> instalments.agree(actor, new BillId(id), parts, start, clock.now()));
                    return "redirect:/bills/" + id;
                },
                PARTS,
                tried -> views.page(actor, new BillId(id), form, tried));
    }

    private static List<Instalment> parts(List<String> due, List<String> amount) {
        List<Instalment> parts = new ArrayList<>();
        for (int i = 0; i < Math.min(due.size(), amount.size()); i++) {
            if (!due.get(i).isBlank() || !amount.get(i).isBlank()) {
                int row = i + 1;
                parts.add(
                        new Instalment(Sent.day("due" + row, due.get(i)), Sent.amount("amount" + row, amount.get(i))));
            }
        }
        return parts;
    }

    @PostMapping("/credits/matches/{id}/undo")
    @Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER})
    String undo(Actor actor, @PathVariable long id, Sent form) {
        String bill = once.run(
                actor,
                form.key(),
                "undo " + id,
                () -> Long.toString(credits.undo(actor, id, clock.now()).value()));
        return "redirect:"
                + BillViews.lists(new BillId(Long.parseLong(bill)), form).address();
    }
}

package org.tongzhou.ledger.web;

import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.Days;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.ledger.Ledger;
import org.tongzhou.ledger.Periods;
import org.tongzhou.ledger.Turnover.Months;
import org.tongzhou.shell.Again;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.PagedLists;
import org.tongzhou.shell.Sent;
import org.tongzhou.shell.TakenAway;

/** What the books say of a month or a year, as page, workbook and paper; and the closing of months. */
@Controller
@Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.AUDITOR, Role.MANAGER})
class ReportPages {
    private static final String FROM = "from";
    private static final String PERIODS = "/ledger/months";
    private static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final Ledger ledger;
    private final Periods periods;
    private final ReportFiles files;
    private final Once once;
    private final FundClock clock;

    ReportPages(Ledger ledger, Periods periods, ReportFiles files, Once once, FundClock clock) {
        this.ledger = ledger;
        this.periods = periods;
        this.files = files;
        this.once = once;
        this.clock = clock;
    }

    @GetMapping("/ledger/reports")
    ModelAndView page(
            Actor actor,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            Frame frame) {
        Months months;
        try {
            months = months(from, to);
        } catch (Refusal refusal) {
            String field = refusal.code().equals("ledger_months")
                    ? FROM
                    : refusal.details().get(1).toString();
            return Again.page("ledger/reports", ReportsAsked.wrong(from, to, Map.of(field, frame.sentence(refusal))));
        }
        return new ModelAndView("ledger/reports", "page", ReportsAsked.of(report(actor, months, frame)));
    }

    @GetMapping("/ledger/reports.xlsx")
    ResponseEntity<byte[]> xlsx(
            Actor actor,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            Frame frame) {
        ReportsPage page = report(actor, months(from, to), frame);
        return TakenAway.of(frame.say("ledger.reports") + " " + page.span() + ".xlsx", XLSX, files.xlsx(page.tables()));
    }

    @GetMapping("/ledger/reports.pdf")
    ResponseEntity<byte[]> pdf(
            Actor actor,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            Frame frame) {
        ReportsPage page = report(actor, months(from, to), frame);
        byte[] pdf = files.pdf(page.tables(), page, frame);
        return TakenAway.of(frame.say("ledger.reports") + " " + page.span() + ".pdf", MediaType.APPLICATION_PDF, pdf);
    }

    @GetMapping(PERIODS)
    ModelAndView months(Actor actor, Sent sent) {
        PagedLists lists = lists(sent);
        MonthsPage page = new MonthsPage(
                periods.newest(actor.fund(), lists.startOf("after")),
                lists,
                periods.lastProposed(actor.fund()).orElse(null),
                YearMonth.from(clock.today()).minusMonths(1),
                actor.person(),
                MonthsPage.mayAct(actor));
        return new ModelAndView("ledger/months", "page", page);
    }

    private static PagedLists lists(Sent sent) {
        return PagedLists.of(PERIODS, sent, "after");
    }

    @PostMapping("/ledger/months/propose")
    @Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER})
    String propose(Actor actor, @RequestParam String month, Sent form) {
        YearMonth wanted = month(month);
        return once(actor, form, "propose " + wanted, () -> periods.propose(actor, wanted, clock.now()));
    }

    @PostMapping("/ledger/months/withdraw")
    @Allowed({Role.FINANCE_MAKER, Role.FINANCE_CHECKER})
    String withdraw(Actor actor, @RequestParam String month, Sent form) {
        YearMonth wanted = month(month);
        return once(actor, form, "withdraw " + wanted, () -> periods.withdraw(actor, wanted, clock.now()));
    }

    @PostMapping("/ledger/months/close")
    @Allowed(Role.FINANCE_CHECKER)
    String close(Actor actor, @RequestParam String month, Sent form) {
        YearMonth wanted = month(month);
        return once(actor, form, "close " + wanted, () -> periods.close(actor, wanted, clock.now()));
    }

    private String once(Actor actor, Sent form, String what, Runnable effect) {
        once.act(actor, form.key(), "ledger month " + what, effect);
        return "redirect:" + lists(form).address();
    }

    private ReportsPage report(Actor actor, Months months, Frame frame) {
        List<ReportTable> tables = ReportTables.of(ledger.report(actor.scope(), months, clock.today()), frame);
        return new ReportsPage(tables, months, periods.lastClosed(actor.fund()).orElse(null));
    }

    /** This year up to now unless said. */
    private Months months(String from, String to) {
        YearMonth now = YearMonth.from(clock.today());
        YearMonth last = to.isBlank() ? now : month(to, "to");
        YearMonth first = from.isBlank() ? last.withMonth(1) : month(from, FROM);
        if (last.isBefore(first)) {
            throw Refusal.invalid("ledger_months", first.toString(), last.toString());
        }
        return new Months(first, last);
    }

    private static YearMonth month(String text) {
        return month(text, "month");
    }

    private static YearMonth month(String text, String field) {
        try {
            return Days.month(text.strip());
        } catch (DateTimeException e) {
            throw Refusal.invalid("ledger_month", Characters.first(20, text), field);
        }
    }
}

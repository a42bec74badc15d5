package org.tongzhou.ledger.web;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.tongzhou.kernel.Money;
import org.tongzhou.ledger.Account;
import org.tongzhou.ledger.BookReport;
import org.tongzhou.ledger.ReserveReport;
import org.tongzhou.ledger.Turnover;
import org.tongzhou.ledger.web.ReportTable.Row;
import org.tongzhou.shell.Frame;

/** The tables of a report: the trial balance, what each plan brought and cost, the balance, the reserve. */
final class ReportTables {
    private ReportTables() {}

    static List<ReportTable> of(BookReport report, Frame frame) {
        return List.of(trial(report, frame), results(report, frame), balance(report, frame), reserve(report, frame));
    }

    private static ReportTable trial(BookReport report, Frame frame) {
        List<Row> rows = new ArrayList<>();
        Money debits = Money.ZERO;
        Money credits = Money.ZERO;
        Money opening = Money.ZERO;
        for (Turnover each : report.accounts()) {
            String name = each.account().code() + " "
                    + frame.say("ledger.account." + each.account().code());
            rows.add(row(name, each.opening(), each.debits(), each.credits(), each.closing()));
            opening = opening.plus(each.opening());
            debits = debits.plus(each.debits());
            credits = credits.plus(each.credits());
        }
        Money closing = opening.plus(debits).minus(credits);
        rows.add(total(frame.say("ledger.total"), opening, debits, credits, closing));
        return new ReportTable(
                frame.say("ledger.title"),
                heads(frame, "ledger.account", "ledger.opening", "ledger.debits", "ledger.credits", "ledger.closing"),
                rows);
    }

    private static ReportTable results(BookReport report, Frame frame) {
        List<Row> rows = new ArrayList<>();
        for (BookReport.Result each : report.results()) {
            rows.add(row(plan(frame, each.plan()), each.income(), each.expenditure(), each.surplus()));
        }
        BookReport.Result total = report.total();
        rows.add(total(frame.say("ledger.total"), total.income(), total.expenditure(), total.surplus()));
        return new ReportTable(
                frame.say("ledger.results"),
                heads(frame, "ledger.plan", "ledger.income", "ledger.expenditure", "ledger.surplus"),
                rows);
    }

    private static String plan(Frame frame, String code) {
        return code.isEmpty()
                ? frame.say("ledger.plan.none")
                : frame.shortPlan(code).orElse(code);
    }

    private static ReportTable balance(BookReport report, Frame frame) {
        BookReport.Result total = report.total();
        Money moved = report.closingBalance().minus(report.openingBalance()).minus(total.surplus());
        List<Row> rows = new ArrayList<>();
        rows.add(row(frame.say("ledger.balance.opening"), report.openingBalance()));
        rows.add(row(frame.say("ledger.income"), total.income()));
        rows.add(row(frame.say("ledger.expenditure"), total.expenditure().negated()));
        if (!moved.isZero()) {
            rows.add(row(frame.say("ledger.balance.other"), moved));
        }
        rows.add(total(frame.say("ledger.balance.closing"), report.closingBalance()));
        return new ReportTable(
                frame.say("ledger.balance"), List.of(frame.say("ledger.item"), frame.say("ledger.amount")), rows);
    }

    private static ReportTable reserve(BookReport report, Frame frame) {
        ReserveReport reserve = report.reserve();
        List<Row> rows = new ArrayList<>();
        rows.add(row(frame.say("ledger.reserve.opening"), reserve.opening()));
        rows.add(row(frame.say("ledger.template.RESERVE_SET_ASIDE"), reserve.setAside()));
        rows.add(row(
                frame.say("ledger.template.RESERVE_RELEASED"), reserve.setFree().negated()));
        rows.add(row(frame.say("ledger.reserve.closing"), reserve.closing()));
        rows.add(row(frame.say("ledger.reserve.free"), reserve.free()));
        rows.add(row(frame.say("ledger.account.2202"), report.owed(Account.BENEFITS_PAYABLE)));
        rows.add(row(frame.say("ledger.account.2401"), report.owed(Account.SUBSIDY_BUDGETS)));
        rows.add(new Row(List.of(frame.say("ledger.reserve.months"), months(report, frame)), true));
        return new ReportTable(
                frame.say("ledger.reserve"), List.of(frame.say("ledger.item"), frame.say("ledger.amount")), rows);
    }

    private static String months(BookReport report, Frame frame) {
        OptionalLong tenths = report.tenthsOfMonthsCovered();
        return tenths.isEmpty()
                ? frame.say("ledger.reserve.months.none")
                : tenths.getAsLong() / 10 + "." + tenths.getAsLong() % 10;
    }

    private static List<String> heads(Frame frame, String... keys) {
        List<String> heads = new ArrayList<>();
        for (String key : keys) {
            heads.add(frame.say(key));
        }
        return heads;
    }

    private static Row row(Object... cells) {
        return new Row(List.of(cells), false);
    }

    private static Row total(Object... cells) {
        return new Row(List.of(cells), true);
    }
}

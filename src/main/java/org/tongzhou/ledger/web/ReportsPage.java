package org.tongzhou.ledger.web;

import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tongzhou.ledger.Turnover.Months;
import org.tongzhou.shell.Frame;

/** The tables of some months, and whether those months are closed. */
public record ReportsPage(
        List<ReportTable> tables, Months months, @Nullable YearMonth lastClosed) {
    public ReportsPage {
        tables = List.copyOf(tables);
    }

    public boolean isFinal() {
        return lastClosed != null && !months.last().isAfter(lastClosed);
    }

    public String span() {
        return months.first().equals(months.last())
                ? months.first().toString()
                : months.first() + " – " + months.last();
    }

    public String state(Frame frame) {
        return frame.say(isFinal() ? "ledger.report.final" : "ledger.report.open");
    }

    public String query() {
        return "?from=" + months.first() + "&to=" + months.last();
    }
}

package org.tongzhou.ledger.web;

import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.ledger.Period;

/** Months proposed and closed, and the last that could be proposed. */
public record MonthsPage(
        List<Period> periods, YearMonth last, @Nullable PersonId reader, boolean mayAct) {
    public MonthsPage {
        periods = List.copyOf(periods);
    }

    static boolean mayAct(Actor actor) {
        return actor.scope().level() == Level.PROVINCE
                && (actor.is(Role.FINANCE_MAKER) || actor.is(Role.FINANCE_CHECKER));
    }

    public boolean isProposable() {
        return mayAct && periods.stream().noneMatch(period -> !period.month().isBefore(last));
    }

    public boolean isOwn(Period period) {
        return period.proposedBy().equals(reader);
    }
}

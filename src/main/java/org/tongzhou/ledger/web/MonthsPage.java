package org.tongzhou.ledger.web;

import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.ledger.Period;
import org.tongzhou.shell.PagedLists;

/** A page of the months proposed and closed, the newest of them all, and the last that could be proposed. */
public record MonthsPage(
        Slice<Period> periods,
        PagedLists lists,
        @Nullable YearMonth newest,
        YearMonth last,
        @Nullable PersonId reader,
        boolean mayAct) {
    static boolean mayAct(Actor actor) {
        return actor.scope().isWholeFund() && (actor.is(Role.FINANCE_MAKER) || actor.is(Role.FINANCE_CHECKER));
    }

    public boolean isProposable() {
        return mayAct && (newest == null || newest.isBefore(last));
    }

    public boolean isOwn(Period period) {
        return period.proposedBy().equals(reader);
    }
}

package org.tongzhou.ledger.web;

import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Slice;
import org.tongzhou.ledger.ReserveOrder;
import org.tongzhou.ledger.ReserveOrder.State;
import org.tongzhou.ledger.Reserves.Standing;
import org.tongzhou.shell.PagedLists;
import org.tongzhou.shell.Tried;

/** The reserve, what is free of the balance, the orders that moved it, and the form for another as it was tried. */
public record ReservePage(
        Standing standing,
        Slice<ReserveOrder> orders,
        PagedLists lists,
        @Nullable PersonId reader,
        boolean mayAct,
        boolean checker,
        Tried tried) {
    public boolean mayConfirm(ReserveOrder order) {
        return checker && order.state() == State.PROPOSED && !order.proposedBy().equals(reader);
    }

    public boolean mayWithdraw(ReserveOrder order) {
        return mayAct && order.state() == State.PROPOSED;
    }

    public static String tone(State state) {
        return switch (state) {
            case PROPOSED -> "info";
            case CONFIRMED -> "good";
            case WITHDRAWN -> "plain";
        };
    }
}

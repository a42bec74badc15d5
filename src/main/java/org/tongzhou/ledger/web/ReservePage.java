package org.tongzhou.ledger.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.ledger.ReserveOrder;
import org.tongzhou.ledger.ReserveOrder.State;
import org.tongzhou.ledger.Reserves.Standing;

/** The reserve, what is free of the balance, and the orders that moved it. */
public record ReservePage(
        Standing standing,
        List<ReserveOrder> orders,
        @Nullable PersonId reader,
        boolean mayAct,
        boolean checker) {
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

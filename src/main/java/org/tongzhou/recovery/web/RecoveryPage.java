package org.tongzhou.recovery.web;

import java.util.List;
import org.tongzhou.payment.Instruction;
import org.tongzhou.recovery.Recovery;
import org.tongzhou.recovery.Recovery.State;
import org.tongzhou.shell.Tried;

/** One recovery at the desk, what its reader may do, and a form on it as it was tried. */
public record RecoveryPage(
        Recovery recovery,
        List<Instruction> repaid,
        boolean maker,
        boolean checker,
        boolean proposedIt,
        boolean proposedWriteOff,
        Tried tried) {
    public boolean isOpen() {
        return recovery.state() == State.OPEN;
    }

    /** Before a second person has confirmed it nothing is owed. */
    public boolean isBooked() {
        return recovery.confirmed() != null;
    }

    public boolean mayConfirm() {
        return recovery.state() == State.PROPOSED && checker && !proposedIt;
    }

    public boolean mayConfirmWriteOff() {
        return isOpen()
                && checker
                && !proposedWriteOff
                && recovery.writeOff() != null
                && !recovery.writeOff().confirmed();
    }

    /** What was to be paid to the person again did not arrive, and nothing newer is under way. */
    public boolean mayPayAgain() {
        return checker
                && !repaid.isEmpty()
                && !repaid.get(repaid.size() - 1).state().isLive();
    }

    public static String tone(State state) {
        return switch (state) {
            case PROPOSED -> "info";
            case OPEN -> "warn";
            case SETTLED -> "good";
            case WITHDRAWN -> "plain";
        };
    }
}

package org.tongzhou.payment;

import java.util.Set;
import org.tongzhou.kernel.FundId;

/**
 * Asks, before a batch is made and again before it is released, which payments must wait since what they were ordered on is in
 * doubt by now. Implemented by a room that knows causes.
 */
public interface CauseBlocks {
    /** Causes of the fund that must not be paid for the time being. */
    Set<String> blocked(FundId fund);
}

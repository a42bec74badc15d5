package org.tongzhou.recovery;

import org.tongzhou.kernel.FundId;

/**
 * Answered by the room that reads bank statements: whether a credit stands there under this reference of the bank, within half a
 * year of this day. None is read until the caller's transaction ends.
 */
public interface KnownCredits {
    boolean has(FundId fund, Repayments.Credit credit);
}

package org.tongzhou.recovery;

import org.tongzhou.kernel.FundId;

/**
 * Answered by the room that reads bank statements: whether a credit stands there under this reference of the bank. None is read
 * until the caller's transaction ends.
 */
public interface KnownCredits {
    boolean has(FundId fund, String bankReference);
}

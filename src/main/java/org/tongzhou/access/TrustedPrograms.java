package org.tongzhou.access;

import org.tongzhou.kernel.FundId;

/** Programs whose reports are paid without asking. Implemented by the room hospital. */
public interface TrustedPrograms {
    boolean trusts(FundId fund, long account);
}

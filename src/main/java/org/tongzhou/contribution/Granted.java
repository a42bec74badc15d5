package org.tongzhou.contribution;

import org.tongzhou.kernel.Money;

/** What a programme pays of one unit's bill. */
public record Granted(BillId bill, String reference, String unitName, int people, Money amount) {}

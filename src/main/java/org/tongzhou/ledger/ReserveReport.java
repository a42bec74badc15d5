package org.tongzhou.ledger;

import org.tongzhou.kernel.Money;

/** What became of the reserve in some months; {@code free} is the balance at the end that is not set aside. */
public record ReserveReport(Money opening, Money setAside, Money setFree, Money closing, Money free) {}

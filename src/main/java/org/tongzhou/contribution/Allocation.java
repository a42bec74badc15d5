package org.tongzhou.contribution;

import org.tongzhou.kernel.Money;

/** Money of a credit that pays a bill. */
record Allocation(long id, CreditId credit, BillId bill, Money amount) {}

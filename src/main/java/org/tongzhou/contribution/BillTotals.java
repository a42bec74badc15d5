package org.tongzhou.contribution;

import org.tongzhou.kernel.Money;

/** Bills of a territory: how many, how much in all, how many are open and how much they still lack. */
public record BillTotals(long bills, Money total, long open, Money outstanding) {}

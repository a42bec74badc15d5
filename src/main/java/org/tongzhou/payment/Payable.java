package org.tongzhou.payment;

import org.tongzhou.kernel.Money;

/** How many approved payments wait for a batch, and their sum. */
public record Payable(int payments, Money total) {}

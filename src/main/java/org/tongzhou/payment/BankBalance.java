package org.tongzhou.payment;

import org.tongzhou.kernel.Money;

/** What the bank's statement says our account held when the day began and when it ended. */
public record BankBalance(long statement, Money opening, Money closing) {}

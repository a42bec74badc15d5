package org.tongzhou.contribution;

import org.tongzhou.kernel.Money;

/** Money for one part of a bill. */
record PartMoney(int part, Money amount) {}

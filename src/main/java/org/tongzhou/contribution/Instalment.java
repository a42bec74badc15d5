package org.tongzhou.contribution;

import java.time.LocalDate;
import org.tongzhou.kernel.Money;

/** One agreed part of a bill and the last day to pay it. */
public record Instalment(LocalDate dueOn, Money amount) {}

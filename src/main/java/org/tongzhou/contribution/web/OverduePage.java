package org.tongzhou.contribution.web;

import java.util.List;
import java.util.stream.Collectors;
import org.tongzhou.contribution.Overdue;
import org.tongzhou.kernel.Money;

/** Overdue bills, tasks, and the days at which units are told. */
public record OverduePage(List<Overdue> overdue, List<Overdue> tasks, List<Integer> steps) {
    public Money lacking() {
        return overdue.stream().map(Overdue::lacking).reduce(Money.ZERO, Money::plus);
    }

    /** {@code 1、7、15、30}. */
    public String stepDays(String separator) {
        return steps.stream().map(String::valueOf).collect(Collectors.joining(separator));
    }
}

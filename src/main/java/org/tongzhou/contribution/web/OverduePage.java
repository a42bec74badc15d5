package org.tongzhou.contribution.web;

import java.util.List;
import java.util.stream.Collectors;
import org.tongzhou.contribution.Overdue;
import org.tongzhou.kernel.Slice;
import org.tongzhou.shell.PagedLists;

/** How much is overdue in all; a page of overdue bills and one of tasks; and the days at which units are told. */
public record OverduePage(
        Overdue.InAll inAll, Slice<Overdue> overdue, Slice<Overdue> tasks, PagedLists lists, List<Integer> steps) {
    /** {@code 1、7、15、30}. */
    public String stepDays(String separator) {
        return steps.stream().map(String::valueOf).collect(Collectors.joining(separator));
    }
}

package org.tongzhou.contribution.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tongzhou.contribution.Bill;
import org.tongzhou.contribution.BillFilter;
import org.tongzhou.contribution.BillTotals;
import org.tongzhou.shell.Seg;

/** The list of bills: one cut of it, paged by key. {@code after} is empty on the first page. */
public record BillList(
        List<Bill> bills,
        BillTotals totals,
        BillFilter filter,
        List<Seg> cuts,
        boolean officer,
        String after,
        @Nullable String next) {
    public String path() {
        return "/bills?filter=" + filter.name();
    }
}

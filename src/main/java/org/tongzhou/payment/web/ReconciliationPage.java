package org.tongzhou.payment.web;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Slice;
import org.tongzhou.payment.AsideStatement;
import org.tongzhou.payment.BankBalance;
import org.tongzhou.payment.DailyRuns;
import org.tongzhou.payment.Reconciliation;
import org.tongzhou.shell.PagedLists;

/** One day of both books, what is open by age, and what the automatic comparisons found. */
public record ReconciliationPage(
        Reconciliation.Day day,
        Slice<Reconciliation.Line> exceptions,
        Slice<Reconciliation.Line> agreed,
        @Nullable BankBalance balance,
        Aside aside,
        Map<LocalDate, Integer> openByDay,
        Slice<DailyRuns.Run> runs,
        PagedLists lists,
        LocalDate today) {
    /** Statements that were put aside: the last of the day, and a page of all. */
    public record Aside(Slice<AsideStatement> ofDay, Slice<AsideStatement> all) {}

    public long open() {
        return openByDay.values().stream().mapToLong(Integer::longValue).sum();
    }

    /** Open items by how long they have been open; the last part of a key of words. */
    public Map<String, Long> ages() {
        Map<String, Long> ages = new LinkedHashMap<>();
        List.of("today", "three", "seven", "older").forEach(each -> ages.put(each, 0L));
        openByDay.forEach((day, open) -> ages.merge(age(ChronoUnit.DAYS.between(day, today)), (long) open, Long::sum));
        return ages;
    }

    private static String age(long days) {
        return days < 1 ? "today" : days <= 3 ? "three" : days <= 7 ? "seven" : "older";
    }
}

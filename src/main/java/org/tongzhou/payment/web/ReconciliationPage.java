package org.tongzhou.payment.web;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Slice;
import org.tongzhou.payment.BankBalance;
import org.tongzhou.payment.DailyRuns;
import org.tongzhou.payment.Discrepancy;
import org.tongzhou.payment.Reconciliation;
import org.tongzhou.shell.ListAddress;

/** One day of both books, what is open by age, and what the automatic comparisons found. */
public record ReconciliationPage(
        Reconciliation.Day day,
        @Nullable BankBalance balance,
        List<Discrepancy> open,
        Slice<DailyRuns.Run> runs,
        Cut cut,
        LocalDate today) {
    /** From where on the days that were compared, the lines that differ and those that agree; empty from their first. */
    public record Cut(String after, String differing, String agreeing) {}

    static long days(Discrepancy open, LocalDate today) {
        return ChronoUnit.DAYS.between(open.at().atZone(FundClock.ZONE).toLocalDate(), today);
    }

    /** Open items by how long they have been open; the last part of a key of words. */
    public Map<String, Long> ages() {
        Map<String, Long> ages = new LinkedHashMap<>();
        List.of("today", "three", "seven", "older").forEach(each -> ages.put(each, 0L));
        open.forEach(each -> ages.merge(age(days(each, today)), 1L, Long::sum));
        return ages;
    }

    private static String age(long days) {
        return days < 1 ? "today" : days <= 3 ? "three" : days <= 7 ? "seven" : "older";
    }

    public Slice<Reconciliation.Line> exceptions() {
        return day.exceptions(cut.differing());
    }

    public Slice<Reconciliation.Line> agreed() {
        return day.agreed(cut.agreeing());
    }

    /** Where the links of one list lead, by the name of its key; the other two stay where they are. */
    public String pathOf(String list) {
        String path = "/payments/reconciliation?day=" + day.day();
        for (Map.Entry<String, String> start : starts().entrySet()) {
            if (!start.getKey().equals(list)) {
                path = ListAddress.with(path, start.getKey(), start.getValue());
            }
        }
        return path;
    }

    /** The key that a list started after, or null on its first page. */
    public @Nullable String startOf(String list) {
        String start = starts().getOrDefault(list, "");
        return start.isEmpty() ? null : start;
    }

    private Map<String, String> starts() {
        return new TreeMap<>(Map.of("after", cut.after(), "differing", cut.differing(), "agreeing", cut.agreeing()));
    }

    /** The differences of what does not agree, together. */
    public Money explained() {
        return day.exceptions().stream().map(Reconciliation.Line::difference).reduce(Money.ZERO, Money::plus);
    }
}

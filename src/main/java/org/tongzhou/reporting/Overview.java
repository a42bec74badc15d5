package org.tongzhou.reporting;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Promises;
import org.tongzhou.kernel.Scope;

/**
 * A territory's year as at a moment. A person counts once in each county; {@code byMonth} are people by the month of
 * their first cover (12 numbers), {@code payouts} the fen paid by plan and month, {@code days} how many claims took 0, 1,
 * 2 … working days, the last entry holding all that took longer.
 */
public record Overview(
        Scope area,
        int year,
        Instant asAt,
        List<RegionFigures> regions,
        long units,
        long gig,
        List<Long> byMonth,
        Map<String, List<Long>> payouts,
        List<Long> days) {
    /** The longest wait that has an entry of its own in {@code days}. */
    public static final int LONGEST = 9;

    public Overview {
        regions = List.copyOf(regions);
        byMonth = List.copyOf(byMonth);
        payouts = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(payouts));
        days = List.copyOf(days);
    }

    /** All regions together. */
    public RegionFigures total() {
        return new RegionFigures(
                "",
                "",
                area.path(),
                regions.stream().mapToLong(RegionFigures::insured).sum(),
                regions.stream().mapToLong(RegionFigures::target).sum(),
                regions.stream().map(RegionFigures::fees).reduce(Money.ZERO, Money::plus),
                regions.stream().mapToLong(RegionFigures::benefits).sum(),
                regions.stream().map(RegionFigures::paid).reduce(Money.ZERO, Money::plus),
                regions.stream().mapToLong(RegionFigures::decided).sum(),
                regions.stream().mapToLong(RegionFigures::workingDays).sum());
    }

    /** Claims decided within the promise, in basis points; 0 without claims. */
    public long keptBp() {
        long all = days.stream().mapToLong(Long::longValue).sum();
        long kept = days.stream()
                .limit(Promises.ANSWER_WORKING_DAYS + 1)
                .mapToLong(Long::longValue)
                .sum();
        return PartOf.basisPoints(kept, all);
    }
}

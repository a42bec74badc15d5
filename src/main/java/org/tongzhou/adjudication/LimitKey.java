package org.tongzhou.adjudication;

import java.time.LocalDate;
import org.tongzhou.plan.Per;

/**
 * What is counted against a limit. {@code limit} is {@code plan/benefit}, {@code plan/benefit/n} for its n-th rule, or
 * {@code group/name} for what benefits share; one that ends in {@code :stays}, {@code :days} or {@code :items} counts those,
 * every other one fen. {@code plan/benefit/list:entitled} is the sum in fen that a list of a lump sum came to when it paid. The period is {@code event:2026-01-19}, {@code term:2026-01-01} (first days) or {@code life}.
 */
public record LimitKey(String limit, Per per, long firstDay) implements Comparable<LimitKey> {
    /** How the name of a sum ends that stays whole, whatever part of it is given back. */
    static final String ENTITLED = ":entitled";

    /** As it was written: {@code critical/diagnosis} and {@code term:2025-01-01}. */
    public LimitKey(String limit, String period) {
        this(limit, perOf(period), dayOf(period));
    }

    private static Per perOf(String period) {
        return period.startsWith("event:") ? Per.EVENT : period.startsWith("term:") ? Per.TERM : Per.LIFE;
    }

    private static long dayOf(String period) {
        return perOf(period) == Per.LIFE
                ? 0
                : LocalDate.parse(period.substring(period.indexOf(':') + 1)).toEpochDay();
    }

    public String period() {
        return per == Per.LIFE ? "life" : per.code() + ":" + LocalDate.ofEpochDay(firstDay);
    }

    /** True when fen are counted, false for stays, days and items. */
    public boolean isMoney() {
        return limit.indexOf(':') < 0 || limit.endsWith(ENTITLED);
    }

    @Override
    public int hashCode() {
        return 31 * limit.hashCode() + Long.hashCode(firstDay);
    }

    /** In the order of {@link #toString()}. */
    @Override
    public int compareTo(LimitKey other) {
        if (limit.equals(other.limit) && per == other.per) {
            return Long.compare(firstDay, other.firstDay);
        }
        boolean differInside = !limit.startsWith(other.limit) && !other.limit.startsWith(limit);
        return differInside ? limit.compareTo(other.limit) : toString().compareTo(other.toString());
    }

    /** Both parts joined with {@code @}. */
    @Override
    public String toString() {
        return limit + "@" + period();
    }
}

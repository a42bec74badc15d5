package org.tongzhou.enrolment;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.tongzhou.organisation.Unit;

/**
 * Some units of a province's file, ready to be written, and how many rows they and those of no unit had, wrong ones by what is
 * wrong. Holds no rows, so that many units may wait.
 */
final class ReadyUnits {
    private final List<Ready> units = new ArrayList<>();
    private final Map<RowCode, Long> bad = new EnumMap<>(RowCode.class);
    private long rows;

    /** Who of a unit may be enrolled, and what their plans cost beside their own fees. */
    record Ready(Unit unit, Joiners joiners, List<PolicyFee> policies) {}

    /** Some in one. */
    static ReadyUnits of(List<ReadyUnits> some) {
        ReadyUnits all = new ReadyUnits();
        for (ReadyUnits each : some) {
            all.units.addAll(each.units);
            each.bad.forEach((code, many) -> all.bad.merge(code, many, Long::sum));
            all.rows += each.rows;
        }
        return all;
    }

    void add(Ready unit) {
        units.add(unit);
    }

    void count(CheckedRow row) {
        rows++;
        count(row.errors());
    }

    void count(List<RowIssue> issues) {
        issues.forEach(issue -> bad.merge(issue.code(), 1L, Long::sum));
    }

    List<Ready> units() {
        return units;
    }

    Map<RowCode, Long> bad() {
        return bad;
    }

    long rows() {
        return rows;
    }
}

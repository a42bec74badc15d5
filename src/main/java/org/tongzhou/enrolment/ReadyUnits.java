package org.tongzhou.enrolment;

import java.util.ArrayList;
import java.util.List;
import org.tongzhou.organisation.Unit;

/**
 * Some units of a province's file, ready to be written, how many rows they and those of no unit had, what is wrong with
 * them, and the headings of columns that count for nobody. Holds no rows, so that many units may wait.
 */
final class ReadyUnits {
    private final List<Ready> units = new ArrayList<>();
    private final List<Imports.Wrong> wrong = new ArrayList<>();
    private List<String> unread = List.of();
    private long rows;

    /** Who of a unit may be enrolled, and what their plans cost beside their own fees. */
    record Ready(Unit unit, Joiners joiners, List<PolicyFee> policies) {}

    /** Some in one. */
    static ReadyUnits of(List<ReadyUnits> some) {
        ReadyUnits all = new ReadyUnits();
        for (ReadyUnits each : some) {
            all.units.addAll(each.units);
            all.wrong.addAll(each.wrong);
            all.unread(each.unread);
            all.rows += each.rows;
        }
        return all;
    }

    void add(Ready unit) {
        units.add(unit);
    }

    /** {@code unit} is the code that the row gives. */
    void count(String unit, CheckedRow row) {
        rows++;
        wrong(unit, row.errors());
    }

    void wrong(String unit, List<RowIssue> issues) {
        issues.forEach(issue -> wrong.add(new Imports.Wrong(unit, issue)));
    }

    /** The same for all units of a file. */
    void unread(List<String> headings) {
        unread = unread.isEmpty() ? headings : unread;
    }

    List<Ready> units() {
        return units;
    }

    List<Imports.Wrong> wrong() {
        return wrong;
    }

    List<String> unread() {
        return unread;
    }

    long rows() {
        return rows;
    }
}

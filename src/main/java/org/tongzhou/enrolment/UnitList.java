package org.tongzhou.enrolment;

import java.util.List;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.organisation.NewUnit;

/** A list of work units as it stands in a file: those that can be registered, and what is wrong with which line. */
public record UnitList(List<NewUnit> units, List<Fault> faults) {
    /** A line under its own number in the sheet, and why it cannot be registered. */
    public record Fault(int row, Refusal refusal) {}

    public UnitList {
        units = List.copyOf(units);
        faults = List.copyOf(faults);
    }
}

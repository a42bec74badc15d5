package org.tongzhou.enrolment;

import java.util.List;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.organisation.NewUnit;
import org.tongzhou.person.NewPerson;

/**
 * A list of work units as it stands in a file: those that can be registered, the officers that stand beside them, and what is
 * wrong with which line.
 */
public record UnitList(List<NewUnit> units, List<Officer> officers, List<Fault> faults) {
    /** Who is to be the officer of the unit of a code. */
    public record Officer(String unit, NewPerson person) {}

    /** A line under its own number in the sheet, and why it cannot be registered. */
    public record Fault(int row, Refusal refusal) {}

    public UnitList {
        units = List.copyOf(units);
        officers = List.copyOf(officers);
        faults = List.copyOf(faults);
    }
}

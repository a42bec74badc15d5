package org.tongzhou.enrolment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.organisation.NewUnit;
import org.tongzhou.person.NewPerson;

/** The lines of one list of units, taken one after the other: each unit once, and each officer. */
final class UnitLines {
    private final UnitCells cells;
    private final Consumer<NewUnit> place;
    private final Map<String, Integer> codes = new HashMap<>();
    private final Map<String, Integer> people = new HashMap<>();
    private final List<NewUnit> units = new ArrayList<>();
    private final List<UnitList.Officer> officers = new ArrayList<>();
    private final List<UnitList.Fault> faults = new ArrayList<>();

    /** {@code place} refuses a unit that may not be registered where it is. */
    UnitLines(UnitCells cells, Consumer<NewUnit> place) {
        this.cells = cells;
        this.place = place;
    }

    void take(RosterRow row) {
        try {
            NewUnit unit = cells.unit(row);
            requireOnce(unit, row);
            place.accept(unit);
            Optional<NewPerson> officer = cells.officer(row);
            officer.ifPresent(person -> appoint(unit, person, row));
            units.add(unit);
        } catch (Refusal refusal) {
            faults.add(new UnitList.Fault(row.number(), refusal));
        }
    }

    private void requireOnce(NewUnit unit, RosterRow row) {
        Integer earlier = codes.putIfAbsent(unit.code(), row.number());
        if (earlier != null) {
            throw Refusal.invalid("unit_twice", unit.code(), earlier);
        }
    }

    /** The phone opens one account: who serves several units gets the others by hand. */
    private void appoint(NewUnit unit, NewPerson person, RosterRow row) {
        Integer earlier = people.putIfAbsent(person.id().number(), row.number());
        if (earlier != null) {
            throw Refusal.invalid("unit_officer_twice", earlier);
        }
        officers.add(new UnitList.Officer(unit.code(), person));
    }

    UnitList list() {
        return new UnitList(units, officers, faults);
    }
}

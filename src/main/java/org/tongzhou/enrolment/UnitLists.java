package org.tongzhou.enrolment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.organisation.UnitRegister;

/** Reads lists of work units from xlsx or csv, at most 50,000, in whatever order and under whatever headings are in use. */
@Component
public class UnitLists {
    /** What the reader says of rosters, said of lists of units. */
    private static final Map<String, String> OF_UNITS = Map.of(
            "roster_file_no_header", "unit_file_no_header",
            "roster_file_no_people", "unit_file_no_units",
            "roster_file_too_many_rows", "unit_file_too_many",
            "roster_file_two_rosters", "unit_file_two_lists");

    private final RosterReading reading;
    private final UnitRegister register;

    UnitLists(RosterReading reading, UnitRegister register) {
        this.reading = reading;
        this.register = register;
    }

    /** Refuses a file that cannot be read as a whole, or names officers for who may open no accounts; a line that cannot be registered by the actor is a fault. */
    public UnitList read(Actor actor, Path file) {
        register.requireKeeper(actor);
        RosterSheet sheet = sheet(file);
        requireColumns(sheet.header());
        UnitCells cells = new UnitCells(sheet.header());
        requireAdministrator(actor, sheet, cells);
        UnitLines lines = new UnitLines(cells, unit -> register.requirePlace(actor, unit.county()));
        sheet.rows().forEach(lines::take);
        return lines.list();
    }

    /** An empty list to fill in; {@code words} say how. */
    public SheetFile template(String name, String words) {
        List<String> titles = new ArrayList<>();
        for (UnitColumn column : UnitColumn.values()) {
            titles.add(column.heading());
        }
        return RosterTemplate.of(new RosterTemplate.Names(name, "单位"), titles, words);
    }

    private RosterSheet sheet(Path file) {
        try {
            return reading.read(file, Heading.UNITS);
        } catch (Refusal refusal) {
            String code = OF_UNITS.get(refusal.code());
            throw code == null
                    ? refusal
                    : Refusal.invalid(code, refusal.details().toArray());
        }
    }

    private static void requireColumns(RosterHeader header) {
        for (UnitColumn column : UnitColumn.values()) {
            if (column.isRequired() && column.in(header) < 0) {
                throw Refusal.invalid("unit_file_column", column.heading());
            }
        }
    }

    /** Accounts are opened by administrators. */
    private static void requireAdministrator(Actor actor, RosterSheet sheet, UnitCells cells) {
        if (!actor.is(Role.ADMIN) && sheet.rows().stream().anyMatch(cells::namesOfficer)) {
            throw Refusal.invalid("unit_officers_by_admin");
        }
    }
}

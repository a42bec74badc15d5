package org.tongzhou.enrolment;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tongzhou.access.TypedPerson;
import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.Plain;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.organisation.NewUnit;
import org.tongzhou.organisation.UnitKind;
import org.tongzhou.person.NewPerson;

/** Makes a unit, and its officer, out of a line of a list, by the headings of the list. */
final class UnitCells {
    private static final int LONGEST_QUOTED = 20;

    private static final Map<String, UnitKind> KINDS = Map.of(
            "企业", UnitKind.ENTERPRISE,
            "事业单位", UnitKind.INSTITUTION,
            "事业", UnitKind.INSTITUTION,
            "机关", UnitKind.GOVERNMENT,
            "机关单位", UnitKind.GOVERNMENT,
            "新业态工会", UnitKind.GIG_UNION,
            "新就业形态劳动者工会", UnitKind.GIG_UNION,
            "其他", UnitKind.OTHER);

    private static final List<UnitColumn> OFFICER =
            List.of(UnitColumn.OFFICER, UnitColumn.OFFICER_ID, UnitColumn.OFFICER_PHONE);

    private final RosterHeader header;

    UnitCells(RosterHeader header) {
        this.header = header;
    }

    /** Refuses {@code unit_cell}, {@code unit_kind}, {@code unit_county}, {@code unit_staff_number} and what {@link NewUnit} refuses. */
    NewUnit unit(RosterRow row) {
        return new NewUnit(
                Plain.number(text(row, UnitColumn.CODE)),
                text(row, UnitColumn.NAME),
                kind(text(row, UnitColumn.KIND)),
                county(text(row, UnitColumn.COUNTY)),
                staff(text(row, UnitColumn.STAFF)),
                null);
    }

    /** Empty where all three cells are; refuses {@code unit_officer_part}, {@code unit_cell} and what {@link TypedPerson} refuses. */
    Optional<NewPerson> officer(RosterRow row) {
        if (!namesOfficer(row)) {
            return Optional.empty();
        }
        if (OFFICER.stream().anyMatch(column -> row.cell(column.in(header)).isBlank())) {
            throw Refusal.invalid("unit_officer_part");
        }
        return Optional.of(TypedPerson.person(
                text(row, UnitColumn.OFFICER), text(row, UnitColumn.OFFICER_ID), text(row, UnitColumn.OFFICER_PHONE)));
    }

    boolean namesOfficer(RosterRow row) {
        return OFFICER.stream().anyMatch(column -> !row.cell(column.in(header)).isBlank());
    }

    private String text(RosterRow row, UnitColumn column) {
        Cell cell = row.cell(column.in(header));
        if (cell.kind() == Cell.Kind.FORMULA || cell.kind() == Cell.Kind.LOST) {
            throw Refusal.invalid("unit_cell", column.heading());
        }
        return cell.text().strip();
    }

    private static UnitKind kind(String text) {
        String plain = Plain.number(text);
        for (UnitKind kind : UnitKind.values()) {
            if (kind.code().equals(plain.toLowerCase(Locale.ROOT))) {
                return kind;
            }
        }
        UnitKind kind = KINDS.get(plain);
        if (kind == null) {
            throw Refusal.invalid("unit_kind", quoted(text));
        }
        return kind;
    }

    private static String county(String text) {
        String code = Plain.number(text);
        if (!code.matches("\\d{6}")) {
            throw Refusal.invalid("unit_county", quoted(text));
        }
        return code;
    }

    private static int staff(String text) {
        String number = Plain.number(text).replace(",", "");
        if (!number.matches("\\d{1,7}")) {
            throw Refusal.invalid("unit_staff_number", quoted(text));
        }
        return Integer.parseInt(number);
    }

    private static String quoted(String text) {
        return Characters.first(LONGEST_QUOTED, text);
    }
}

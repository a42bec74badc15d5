package org.tongzhou.enrolment.web;

import java.util.List;
import java.util.stream.Stream;

/** {@code number} as in the sheet; empty for a member who is in no row. {@code typed}: cells were put right by hand, which can be undone. */
public record RosterRow(
        String number,
        State state,
        boolean typed,
        Field name,
        Field id,
        Field phone,
        Field sex,
        Field plans,
        List<Field> others,
        List<Remark> remarks) {
    public RosterRow {
        others = List.copyOf(others);
        remarks = List.copyOf(remarks);
    }

    /** True when a cell can be put right on the page. */
    public boolean editable() {
        return name.input() || id.input() || phone.input() || sex.input() || plans.input() || !others.isEmpty();
    }

    boolean unsaved() {
        return Stream.concat(Stream.of(name, id, phone, sex), others.stream())
                .anyMatch(field -> !field.value().equals(field.was()));
    }

    /** How a row is drawn and what can be done with it. */
    public enum State {
        BAD,
        FIXED,
        GOOD,
        ENROLLED,
        REMOVED,
        MISSING
    }

    /** A cell: masked text, or an input with what stands in the file; {@code was} is that too where something else was typed. */
    public record Field(int column, String label, String value, String was, boolean input, boolean wrong) {
        static Field text(String value) {
            return shown(-1, "", value, false);
        }

        static Field shown(int column, String label, String value, boolean wrong) {
            return new Field(column, label, value, value, false, wrong);
        }
    }

    public record Remark(String what, String how, boolean bad) {}
}

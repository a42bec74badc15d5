package org.tongzhou.enrolment.web;

import org.jspecify.annotations.Nullable;
import org.tongzhou.organisation.Unit;
import org.tongzhou.shell.Tried;

/** One unit as it is registered, the name of its successor if it has one, and the forms that change it as they were tried. */
public record UnitPage(
        Unit unit, String county, @Nullable String successor, boolean mayAct, boolean mayOpenAccounts, Tried tried) {
    /** As it stood when the form was shown, so that a change of somebody else's is noticed. */
    public String before() {
        return unit.kind() + " " + unit.staffCount() + " " + unit.name();
    }

    public boolean isKind(String kind) {
        return tried.value("kind", unit.kind().name()).equals(kind);
    }
}

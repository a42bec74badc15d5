package org.tongzhou.enrolment.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.organisation.Divisions;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.Units;
import org.tongzhou.shell.Again;
import org.tongzhou.shell.Tried;

/** Puts the list of units and the page of one together. */
@Component
class UnitViews {
    private static final int LONGEST_SEARCH = 60;

    private final Units units;
    private final Divisions divisions;

    UnitViews(Units units, Divisions divisions) {
        this.units = units;
        this.divisions = divisions;
    }

    /** What is searched for, and after which key. */
    record Asked(String text, String after) {
        static final Asked NOTHING = new Asked("", "");

        Asked {
            text = Characters.first(LONGEST_SEARCH, text).strip();
        }
    }

    static boolean mayAct(Actor actor) {
        return actor.is(Role.ADMIN) || actor.isReviewer();
    }

    ModelAndView one(Actor actor, UnitId id, Tried tried) {
        Unit unit = units.find(actor, id);
        UnitPage page = new UnitPage(
                unit,
                divisions.nameOf(unit.county()),
                successorOf(actor.fund(), unit),
                mayAct(actor),
                actor.is(Role.ADMIN),
                tried);
        return new ModelAndView("enrolment/unit", "page", page);
    }

    /** The name of the unit that reports a closed one's workers since; null where none does. */
    @Nullable
    String successorOf(FundId fund, Unit unit) {
        Unit.Closing closing = unit.closing();
        return closing == null || closing.successor() == null
                ? null
                : units.get(fund, closing.successor()).name();
    }

    ModelAndView list(Actor actor, Asked asked, Tried tried, List<String> done) {
        return new ModelAndView("enrolment/units", "page", page(actor, asked, tried, UnitsPage.RefusedList.NONE, done));
    }

    ModelAndView refused(Actor actor, Tried tried, UnitsPage.RefusedList refused) {
        return Again.page("enrolment/units", page(actor, Asked.NOTHING, tried, refused, List.of()));
    }

    private UnitsPage page(Actor actor, Asked asked, Tried tried, UnitsPage.RefusedList refused, List<String> done) {
        Slice<Unit> found = units.search(actor, asked.text(), asked.after());
        List<UnitsPage.Line> lines = found.items().stream()
                .map(unit -> new UnitsPage.Line(
                        unit.id().value(),
                        unit.name(),
                        unit.code(),
                        unit.kind(),
                        divisions.nameOf(unit.county()),
                        unit.staffCount(),
                        unit.isClosed()))
                .toList();
        UnitsPage.Sought sought = new UnitsPage.Sought(asked.text(), asked.after(), found.next());
        return new UnitsPage(lines, sought, mayAct(actor), tried, refused, done);
    }
}

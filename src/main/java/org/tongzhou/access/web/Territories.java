package org.tongzhou.access.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.organisation.Divisions;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.Units;

/** Territories as people write them: a division code of 2, 4 or 6 digits, or a unit's unified social credit code. */
@Component
class Territories {
    /** A place in the union tree; {@code unit} is null above the units. */
    record Place(String path, @Nullable UnitId unit) {}

    private final Divisions divisions;
    private final Units units;

    Territories(Divisions divisions, Units units) {
        this.divisions = divisions;
        this.units = units;
    }

    /** Refuses {@code territory_unknown}, and {@code not_found} for a unit outside the actor's territory. */
    Place read(Actor actor, String typed) {
        String code = typed.strip().toUpperCase(Locale.ROOT);
        FundId fund = actor.fund();
        if (code.length() == 18) {
            return unit(actor, code);
        }
        return divisions
                .territory(fund, code)
                .map(path -> new Place(path, null))
                .orElseThrow(() -> Refusal.invalid("territory_unknown", typed));
    }

    /** {@code 湖北省 黄石市 大冶市}, with the unit's name at the end where there is one. */
    String words(FundId fund, String path) {
        List<String> steps = Arrays.asList(path.substring(1, path.length() - 1).split("/", -1));
        List<String> names = new ArrayList<>();
        for (String step : steps) {
            names.add(
                    step.startsWith("u")
                            ? units.get(fund, new UnitId(Long.parseLong(step.substring(1))))
                                    .name()
                            : divisions.nameOf(step));
        }
        return String.join(" ", names);
    }

    private Place unit(Actor actor, String code) {
        Unit found = units.search(actor, code, "").items().stream()
                .filter(unit -> unit.code().equals(code))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("territory_unknown", code));
        return new Place(found.path(), found.id());
    }
}

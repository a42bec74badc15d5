package org.tongzhou.enrolment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.access.Officers;
import org.tongzhou.access.Officers.Appointed;
import org.tongzhou.kernel.Actor;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.UnitRegister;
import org.tongzhou.organisation.Units;

/** Registers the units of a list and opens the accounts of their officers, all or none. */
@Component
public class UnitRegistering {
    private final UnitRegister register;
    private final Units units;
    private final Officers officers;

    UnitRegistering(UnitRegister register, Units units, Officers officers) {
        this.register = register;
        this.units = units;
        this.officers = officers;
    }

    /** How many units are new, and how many accounts were opened; the others were there before and stay as they are. */
    public record Done(int units, int accounts) {}

    @Transactional
    public Done register(Actor actor, UnitList list, Instant now) {
        int added = register.registerAll(actor, list.units(), now);
        return new Done(added, list.officers().isEmpty() ? 0 : open(actor, list.officers(), now));
    }

    /** A code that somebody registered outside the actor's territory gets no officer from there. */
    private int open(Actor actor, List<UnitList.Officer> named, Instant now) {
        Map<String, Unit> byCode = units.byCode(actor);
        List<Appointed> appointed = named.stream()
                .filter(officer -> byCode.containsKey(officer.unit()))
                .map(officer -> new Appointed(Objects.requireNonNull(byCode.get(officer.unit())), officer.person()))
                .toList();
        return officers.openAll(actor, appointed, now);
    }
}

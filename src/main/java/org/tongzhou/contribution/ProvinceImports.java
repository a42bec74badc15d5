package org.tongzhou.contribution;

import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.enrolment.Imports;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;

/** A province's file, enrolled and billed: all of it or nothing. */
@Component
public class ProvinceImports {
    private final Imports imports;
    private final Raising raising;

    ProvinceImports(Imports imports, Raising raising) {
        this.imports = imports;
        this.raising = raising;
    }

    /** As {@link Imports#enrol}, with a bill and one entry in the books for each unit. */
    @Transactional
    public Imports.Imported run(Actor actor, Imports.Request request, Imports.Progress progress, Instant now) {
        PersonId person = actor.requirePerson();
        return imports.enrol(actor, request, billable -> raising.raiseAll(actor, person, billable, now), progress, now);
    }
}

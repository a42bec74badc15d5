package org.tongzhou.organisation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.UnitId;

/** The register of work units, kept by the unions above them and the administrator. */
@Component
public class UnitRegister {
    private static final Role[] KEEPERS = {Role.ADMIN, Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER
    };

    private final UnitStore store;
    private final Divisions divisions;
    private final ObjectProvider<KindUse> uses;
    private final AuditTrail audit;

    UnitRegister(UnitStore store, Divisions divisions, ObjectProvider<KindUse> uses, AuditTrail audit) {
        this.store = store;
        this.divisions = divisions;
        this.uses = uses;
        this.audit = audit;
    }

    /** Registers a unit below a county of the actor's territory; a code already registered is refused ({@code unit_registered}). */
    @Transactional
    public UnitId register(Actor actor, NewUnit unit, Instant now) {
        UnitId id = store.insert(actor.fund(), unit, requirePlace(actor, unit.county()), now)
                .orElseThrow(() -> Refusal.conflict("unit_registered", unit.code()));
        audit.record(AuditEntry.of(actor, now, "unit.registered", "unit:" + id.value()));
        return id;
    }

    /** Registers many at once; codes that are registered already stay as they are. Answers how many are new. */
    @Transactional
    public int registerAll(Actor actor, List<NewUnit> units, Instant now) {
        List<String> counties =
                units.stream().map(unit -> requirePlace(actor, unit.county())).toList();
        int registered = store.insertAll(actor.fund(), units, counties, now);
        audit.record(new AuditEntry(
                actor,
                now,
                "unit.registered_together",
                "fund:" + actor.fund().code(),
                Map.of("units", Integer.toString(registered))));
        return registered;
    }

    public void requireKeeper(Actor actor) {
        actor.require(KEEPERS);
    }

    /** The path of a county where the actor may register units; refuses {@code county_unknown}, {@code unit_elsewhere}, {@code not_allowed}. */
    public String requirePlace(Actor actor, String county) {
        requireKeeper(actor);
        String path = divisions.pathOf(actor.fund(), county);
        if (!actor.scope().covers(path)) {
            throw Refusal.invalid("unit_elsewhere", county);
        }
        return path;
    }

    /** What a unit said of itself when somebody looked, what from now on, and why in 4 to 200 characters. */
    public record Change(UnitFacts before, UnitFacts after, String reason) {
        public Change {
            after.wellNamed();
            reason = Units.reason(reason);
        }

        private Map<String, String> details() {
            return Map.of(
                    "name_before", before.name(),
                    "name_after", after.name(),
                    "unit_kind_before", before.kind().name(),
                    "unit_kind_after", after.kind().name(),
                    "staff_before", Integer.toString(before.staffCount()),
                    "staff_after", Integer.toString(after.staffCount()),
                    "reason", reason);
        }
    }

    /**
     * A unit is renamed, becomes another kind or grows; refuses {@code unit_moved} when somebody else changed it since, and
     * {@code unit_kind_kept} while something goes on through it that its kind allows.
     */
    @Transactional
    public void change(Actor actor, UnitId id, Change change, Instant now) {
        requireKeeper(actor);
        Unit unit = store.lock(actor.scope(), id).orElseThrow(Refusal::notFound);
        if (!UnitFacts.of(unit).equals(change.before())) {
            throw Refusal.conflict("unit_moved", unit.name());
        }
        if (unit.kind() != change.after().kind()) {
            requireUnused(actor.fund(), unit, FundClock.dayOf(now));
        }
        store.change(actor.fund(), id, change.after());
        audit.record(new AuditEntry(actor, now, "unit.changed", "unit:" + id.value(), change.details()));
    }

    private void requireUnused(FundId fund, Unit unit, LocalDate today) {
        if (uses.stream().anyMatch(use -> use.goesOn(fund, unit, today))) {
            throw Refusal.conflict("unit_kind_kept", unit.name());
        }
    }
}

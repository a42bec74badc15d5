package org.tongzhou.organisation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.Slice;
import org.tongzhou.kernel.UnitId;

/** Work units of the union tree. */
@Component
public class Units {
    private static final int PAGE = 50;
    private static final int SHORTEST_REASON = 4;
    private static final int LONGEST_REASON = 200;

    private final UnitStore store;
    private final Divisions divisions;
    private final AuditTrail audit;

    Units(UnitStore store, Divisions divisions, AuditTrail audit) {
        this.store = store;
        this.divisions = divisions;
        this.audit = audit;
    }

    /** Refuses {@code not_found} outside the actor's territory. */
    public Unit find(Actor actor, UnitId id) {
        return store.find(actor.scope(), id).orElseThrow(Refusal::notFound);
    }

    /** The same, and it stays as it is until the transaction ends. */
    public Unit hold(Actor actor, UnitId id) {
        return store.lock(actor.scope(), id).orElseThrow(Refusal::notFound);
    }

    public String pathOf(FundId fund, UnitId id) {
        return get(fund, id).path();
    }

    /** For work that needs no scope: the caller holds a row of this unit that it was allowed to read. */
    public Unit get(FundId fund, UnitId id) {
        return store.find(Scope.province(fund), id).orElseThrow(Refusal::notFound);
    }

    /** How a unit's fees were shared when somebody looked, how from now on, and why in 4 to 200 characters. */
    public record SharesChange(FeeShares before, FeeShares after, String reason) {
        public SharesChange {
            reason = Units.reason(reason);
        }
    }

    /** Leaves the fees of a unit to the shares that plans state, and why; without any the last agreement goes on. */
    @Transactional
    public void leaveSharesToPlans(Actor actor, UnitId id, String why, Instant now) {
        actor.require(Role.ADMIN, Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER);
        String reason = reason(why);
        Unit unit = hold(actor, id);
        store.endAgreement(actor.fund(), unit.id());
        audit.record(new AuditEntry(
                actor, now, "unit.shares_left_to_plans", "unit:" + id.value(), Map.of("reason", reason)));
    }

    /**
     * Agrees how the unit's fees are shared from now on; bills that are out stay as they are. Refuses
     * {@code unit_shares_moved} when somebody else agreed something since.
     */
    @Transactional
    public void agreeShares(Actor actor, UnitId id, SharesChange change, Instant now) {
        actor.require(Role.ADMIN, Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER);
        Unit unit = hold(actor, id);
        if (!unit.shares().equals(change.before())) {
            throw Refusal.conflict("unit_shares_moved", unit.name());
        }
        store.agree(actor.fund(), unit.id(), change.after());
        audit.record(new AuditEntry(
                actor,
                now,
                "unit.shares_agreed",
                "unit:" + id.value(),
                Map.of(
                        "before", change.before().byPayer().toString(),
                        "after", change.after().byPayer().toString(),
                        "reason", change.reason())));
    }

    /** States what is known of a unit beyond its kind and size, and why in 4 to 200 characters. */
    @Transactional
    public void flag(Actor actor, UnitId id, Set<UnitFlag> flags, String why, Instant now) {
        actor.require(Role.ADMIN, Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER);
        String reason = reason(why);
        Unit unit = hold(actor, id);
        store.flag(actor.fund(), unit.id(), flags);
        audit.record(new AuditEntry(
                actor, now, "unit.flagged", "unit:" + id.value(), Map.of("flags", flags.toString(), "reason", reason)));
    }

    static String reason(String why) {
        String reason = why.strip();
        if (!Characters.within(SHORTEST_REASON, LONGEST_REASON, reason)) {
            throw Refusal.invalid("unit_reason", SHORTEST_REASON, LONGEST_REASON);
        }
        return reason;
    }

    /** All units of the actor's territory, by their codes. */
    public Map<String, Unit> byCode(Actor actor) {
        return store.all(actor.scope()).stream().collect(Collectors.toMap(Unit::code, unit -> unit));
    }

    /** Closed units whose workers this one reports since, near and far. */
    public List<UnitId> mergedInto(FundId fund, UnitId id) {
        return store.mergedInto(fund, id);
    }

    /** Names of several units at once, for lists. */
    public Map<UnitId, String> names(FundId fund, List<UnitId> ids) {
        return store.names(fund, ids);
    }

    /** The name of one as part of a trip; empty where it is unknown. */
    public Rows<String> name(Trip trip, FundId fund, UnitId id) {
        return store.name(trip, fund, id);
    }

    /** Units of the actor's territory whose name contains the text or whose code starts with it, by id, 50 at a time. */
    public Slice<Unit> search(Actor actor, String text, String after) {
        List<Unit> found = store.search(actor.scope(), text.strip(), Slice.above(after), PAGE + 1);
        return Slice.of(found, PAGE, unit -> Long.toString(unit.id().value()));
    }

    /** The unit that somebody chose, or 0, and what the names of others contain or their codes start with. */
    public record Choice(long chosen, String text) {}

    /**
     * Units of a kind in the actor's territory to choose from: the chosen one, then those that fit, by id, 50 of them. Where more
     * fit there is a next, and who chooses says more of the one that is meant.
     */
    public Slice<Unit> ofKind(Actor actor, UnitKind kind, Choice choice) {
        Choice meant = new Choice(choice.chosen(), choice.text().strip());
        List<Unit> found = store.ofKind(actor.scope(), kind, meant, PAGE + 1);
        return Slice.of(found, PAGE, unit -> Long.toString(unit.id().value()));
    }
}

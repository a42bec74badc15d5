package org.tongzhou.organisation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.UnitId;

/**
 * Units that are dissolved, or merged into another: nobody joins through them from that day, and all that began goes on to its
 * end (docs/decisions/0045-units-that-close.md).
 */
@Component
public class UnitClosing {
    private final UnitStore store;
    private final UnitRegister register;
    private final ObjectProvider<KindUse> uses;
    private final AuditTrail audit;

    UnitClosing(UnitStore store, UnitRegister register, ObjectProvider<KindUse> uses, AuditTrail audit) {
        this.store = store;
        this.register = register;
        this.uses = uses;
        this.audit = audit;
    }

    /** Which unit reports the workers from now on, by its code, empty for none; and why in 4 to 200 characters. */
    public record Closure(String successor, String reason) {
        public Closure {
            reason = Units.reason(reason);
        }
    }

    /**
     * Closes a unit today. Refuses {@code unit_closed_already}, {@code unit_in_use} while free places are offered through it, and
     * {@code unit_successor} for one that is not another open unit of the actor's territory.
     */
    @Transactional
    public void close(Actor actor, UnitId id, Closure closure, Instant now) {
        Unit unit = held(actor, id);
        LocalDate today = FundClock.dayOf(now);
        if (unit.isClosed()) {
            throw Refusal.conflict("unit_closed_already", unit.name());
        }
        if (uses.stream().anyMatch(use -> use.goesOn(actor.fund(), unit, today))) {
            throw Refusal.conflict("unit_in_use", unit.name());
        }
        Unit successor = closure.successor().isEmpty() ? null : successor(actor, unit, closure.successor());
        store.close(actor.fund(), id, today, successor == null ? null : successor.id());
        record(actor, "unit.closed", unit, successor, closure.reason(), now);
    }

    /** It was a mistake, or the unit came to be again; refuses {@code unit_open_already}. */
    @Transactional
    public void reopen(Actor actor, UnitId id, String why, Instant now) {
        String reason = Units.reason(why);
        Unit unit = held(actor, id);
        if (!unit.isClosed()) {
            throw Refusal.conflict("unit_open_already", unit.name());
        }
        store.reopen(actor.fund(), id);
        record(actor, "unit.reopened", unit, null, reason, now);
    }

    private Unit held(Actor actor, UnitId id) {
        register.requireKeeper(actor);
        return store.lock(actor.scope(), id).orElseThrow(Refusal::notFound);
    }

    /** Held open until this commits, so that of two units each closed for the other one is refused. */
    private Unit successor(Actor actor, Unit unit, String code) {
        return store.lock(actor.scope(), code)
                .filter(found -> !found.isClosed() && !found.id().equals(unit.id()))
                .orElseThrow(() -> Refusal.invalid("unit_successor", code));
    }

    private void record(Actor actor, String act, Unit unit, @Nullable Unit successor, String reason, Instant now) {
        Map<String, String> details = new LinkedHashMap<>(Map.of("reason", reason));
        if (successor != null) {
            details.put("successor", successor.code());
        }
        audit.record(new AuditEntry(actor, now, act, "unit:" + unit.id().value(), details));
    }
}

package org.tongzhou.organisation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;

/** What the counties of a fund are to reach in a year. */
@Component
public class Targets {
    /** More than any county has workers. */
    public static final long MOST = 50_000_000;

    private static final int YEARS_BACK = 1;
    private static final int YEARS_AHEAD = 2;

    private final TargetStore store;
    private final Divisions divisions;
    private final AuditTrail audit;

    Targets(TargetStore store, Divisions divisions, AuditTrail audit) {
        this.store = store;
        this.divisions = divisions;
        this.audit = audit;
    }

    /** The years whose targets are open to change: from last year to next year but one. */
    public static List<Integer> years(Instant now) {
        int year = FundClock.dayOf(now).getYear();
        return IntStream.rangeClosed(year - YEARS_BACK, year + YEARS_AHEAD)
                .boxed()
                .toList();
    }

    /** Of a territory, in the order of the tree; former counties where they lay. */
    public List<Target> of(Scope scope, int year) {
        return store.of(scope, year);
    }

    /** The same by county. */
    public Map<String, Long> byCounty(Scope scope, int year) {
        return of(scope, year).stream().collect(Collectors.toMap(Target::county, Target::insured));
    }

    /**
     * Sets, changes and takes back targets in the actor's territory; what is wanted as it was seen stays as it is. Refuses
     * {@code targets_moved} when somebody else changed one of them since: how many, which first, and its code.
     */
    @Transactional
    public void aim(Actor actor, int year, List<Aim> aims, Instant now) {
        actor.require(Role.ADMIN, Role.MANAGER);
        List<Aim> changes = aims.stream().filter(Aim::isChange).toList();
        requireOpen(year, now);
        requireWithinReason(changes);
        if (changes.isEmpty()) {
            return;
        }
        store.lock(changes);
        Map<String, Long> set = byCounty(actor.scope(), year);
        requireWithin(actor, changes, set);
        requireUnmoved(changes, set);
        store.set(actor.fund(), year, changes);
        record(actor, year, changes, set, now);
    }

    /** Refuses {@code target_year} for a year that is not open to change. */
    public static void requireOpen(int year, Instant now) {
        List<Integer> open = years(now);
        if (!open.contains(year)) {
            throw Refusal.invalid(
                    "target_year",
                    Integer.toString(year),
                    Integer.toString(open.get(0)),
                    Integer.toString(open.get(open.size() - 1)));
        }
    }

    private static void requireWithinReason(List<Aim> changes) {
        if (changes.stream().anyMatch(aim -> aim.wanted() < 0 || aim.wanted() > MOST)) {
            throw Refusal.invalid("target_most", MOST);
        }
    }

    /** A county that is no more has no place in the tree of today, but its target may be taken back. */
    private void requireWithin(Actor actor, List<Aim> changes, Map<String, Long> set) {
        changes.stream()
                .map(Aim::county)
                .filter(county -> !set.containsKey(county))
                .forEach(county -> actor.requireWithin(divisions.pathOf(actor.fund(), county)));
    }

    private void requireUnmoved(List<Aim> changes, Map<String, Long> set) {
        List<String> moved = changes.stream()
                .filter(aim -> set.getOrDefault(aim.county(), 0L) != aim.seen())
                .map(Aim::county)
                .toList();
        if (!moved.isEmpty()) {
            String first = moved.get(0);
            throw Refusal.conflict("targets_moved", moved.size(), divisions.nameOf(first), first);
        }
    }

    private void record(Actor actor, int year, List<Aim> changes, Map<String, Long> set, Instant now) {
        long before = set.values().stream().mapToLong(Long::longValue).sum();
        long more = changes.stream().mapToLong(aim -> aim.wanted() - aim.seen()).sum();
        audit.record(new AuditEntry(
                actor,
                now,
                "target.set",
                "year:" + year,
                Map.of(
                        "counties", Integer.toString(changes.size()),
                        "targetBefore", Long.toString(before),
                        "targetAfter", Long.toString(before + more))));
    }
}

package org.tongzhou.plan;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which plans go on where retired ones ended: a cover of the successor continues one of its predecessors. */
public final class Lineage {
    private final Map<PlanCode, Set<PlanCode>> before = new TreeMap<>();
    private final Map<PlanCode, LocalDate> firstDays = new TreeMap<>();

    private Lineage() {}

    public static Lineage of(Collection<PlanVersion> versions) {
        Lineage lineage = new Lineage();
        versions.forEach(plan -> lineage.firstDays.merge(
                plan.code(), plan.heading().validFrom(), (one, other) -> one.isBefore(other) ? one : other));
        versions.forEach(plan -> plan.heading()
                .retired()
                .flatMap(Heading.Retirement::successor)
                .ifPresent(successor -> lineage.before
                        .computeIfAbsent(successor, code -> new TreeSet<>())
                        .add(plan.code())));
        return lineage;
    }

    /**
     * Where a cover of the plan goes on from one of its line: at the expiry, or on the first day that there was the plan where
     * that is later, whichever of its editions is open when somebody asks.
     */
    public LocalDate goesOn(PlanCode plan, LocalDate expiry) {
        LocalDate first = firstDays.getOrDefault(plan, expiry);
        return first.isAfter(expiry) ? first : expiry;
    }

    /** The plan itself and all that it follows, near and far. */
    public Set<PlanCode> line(PlanCode plan) {
        Set<PlanCode> line = new LinkedHashSet<>();
        add(plan, line);
        return Collections.unmodifiableSet(line);
    }

    private void add(PlanCode plan, Set<PlanCode> line) {
        if (line.add(plan)) {
            before.getOrDefault(plan, Set.of()).forEach(earlier -> add(earlier, line));
        }
    }
}

package org.tongzhou.plan;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** Which plans a plan goes with: an add-on needs one of its base plans; exclusive plans are not held beside it. */
public record PlanLinks(Set<PlanCode> requires, Set<PlanCode> excludes) {
    public static final PlanLinks NONE = new PlanLinks(Set.of(), Set.of());

    public PlanLinks {
        requires = Collections.unmodifiableSet(new TreeSet<>(requires));
        excludes = Collections.unmodifiableSet(new TreeSet<>(excludes));
    }

    /** True when the plan is an add-on and none of its base plans is held. */
    public boolean lacksBase(Set<PlanCode> held) {
        return !requires.isEmpty() && Collections.disjoint(requires, held);
    }

    /** The plans held that exclude this one, in the order of their codes. */
    public Set<PlanCode> clashes(Set<PlanCode> held) {
        Set<PlanCode> clashes = new TreeSet<>(excludes);
        clashes.retainAll(held);
        return clashes;
    }
}

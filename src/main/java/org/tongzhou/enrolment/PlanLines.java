package org.tongzhou.enrolment;

import java.util.Collection;
import java.util.List;
import org.tongzhou.plan.Lineage;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanVersion;

/** Plans that go on for retired ones as statements take them: each with one that it goes on for, near or far. */
record PlanLines(List<String> pairs) {
    /** True where the plan of the row {@code later} is that of {@code earlier}, or one of {@code :lines} that goes on for it. */
    static String follows(String later, String earlier) {
        return "(%1$s.plan = %2$s.plan or (%1$s.plan || ' ' || %2$s.plan) = any(:lines))".formatted(later, earlier);
    }

    PlanLines {
        pairs = List.copyOf(pairs);
    }

    static PlanLines of(Collection<PlanVersion> versions) {
        Lineage lineage = Lineage.of(versions);
        return new PlanLines(versions.stream()
                .map(PlanVersion::code)
                .distinct()
                .flatMap(later -> pairs(later, lineage).stream())
                .toList());
    }

    private static List<String> pairs(PlanCode later, Lineage lineage) {
        return lineage.line(later).stream()
                .filter(earlier -> !earlier.equals(later))
                .map(earlier -> later + " " + earlier)
                .toList();
    }

    /** For the parameter {@code :lines}. */
    String[] values() {
        return pairs.toArray(String[]::new);
    }
}

package org.tongzhou.enrolment;

import java.util.List;
import java.util.stream.Collectors;
import org.tongzhou.kernel.Outbox;
import org.tongzhou.plan.PlanVersion;

/** Names of plans as a message says them together: as on the roster, in either language. */
final class PlanNames {
    private PlanNames() {}

    static String of(List<PlanVersion> plans) {
        return Outbox.Telling.either(
                plans.stream()
                        .map(plan -> plan.rosterColumn().orElse(plan.name().zh()))
                        .collect(Collectors.joining("、")),
                plans.stream().map(plan -> plan.name().en()).collect(Collectors.joining(", ")));
    }
}

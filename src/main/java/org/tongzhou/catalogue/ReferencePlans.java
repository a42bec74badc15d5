package org.tongzhou.catalogue;

import java.util.Set;
import java.util.stream.Collectors;
import org.tongzhou.plan.PlanFile;
import org.tongzhou.plan.PlanSets;

/** The plan files of the reference province, told from others by what they say: plans of other regions bear the same names. */
final class ReferencePlans {
    static final String SET = "reference";

    private ReferencePlans() {}

    static boolean include(String text) {
        return fingerprints().contains(PlanFile.accepted("plan.yaml", text).fingerprint());
    }

    static Set<String> fingerprints() {
        return PlanSets.files(SET).entrySet().stream()
                .map(file -> PlanFile.accepted(file.getKey(), file.getValue()).fingerprint())
                .collect(Collectors.toSet());
    }
}

package org.tongzhou.analytics;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tongzhou.plan.PlanFile;
import org.tongzhou.plan.PlanVersion;

/** The editions of the fund as their files, which travel to other machines and are read there. */
record Editions(List<Text> texts) implements Serializable {
    /** {@code until} is the day on which the next edition began, else null. */
    record Text(String plan, String edition, LocalDate until, String text) implements Serializable {}

    Editions {
        texts = List.copyOf(texts);
    }

    /** Those of one plan, by edition. */
    Map<String, PlanVersion> of(String plan) {
        Map<String, PlanVersion> versions = new HashMap<>();
        for (Text text : texts) {
            if (text.plan().equals(plan)) {
                PlanVersion version = PlanFile.accepted(text.edition(), text.text())
                        .plan()
                        .orElseThrow(
                                () -> new IllegalArgumentException(plan + " " + text.edition() + " does not read"));
                versions.put(text.edition(), text.until() == null ? version : version.until(text.until()));
            }
        }
        return versions;
    }

    /** The version that is asked about; throws with its faults where the file is none. */
    static PlanVersion version(Question question) {
        PlanFile.Parsed parsed = PlanFile.parse(question.planFile(), question.planText());
        return parsed.plan()
                .orElseThrow(() -> new IllegalArgumentException("the plan file has faults: " + parsed.faults()));
    }
}

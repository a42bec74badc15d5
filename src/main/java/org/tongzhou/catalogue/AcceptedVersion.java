package org.tongzhou.catalogue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.plan.PlanVersion;

/** A stored row: the plan file's text, its fingerprint in hexadecimal, and the version that it reads as. */
record AcceptedVersion(
        PlanVersion plan, String fileName, String text, String fingerprint, Instant acceptedAt, Origin origin) {
    /** The cases beside the file and who made and checked it; nobody for a file that ships. */
    record Origin(
            String cases,
            @Nullable PersonId maker,
            @Nullable PersonId checker) {
        static Origin shipped() {
            return new Origin("", null, null);
        }
    }
}

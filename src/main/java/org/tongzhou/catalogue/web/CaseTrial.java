package org.tongzhou.catalogue.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Explanation;

/** The form of a single case, the same as a facts file, and what came out once it was decided. */
public record CaseTrial(
        Map<String, String> typed,
        String facts,
        boolean byFile,
        List<String> faults,
        @Nullable Result result) {
    /** {@code upTo} is empty unless something has to be confirmed first; {@code missing} says what. */
    public record Result(
            String before,
            String pays,
            String upTo,
            Explanation explanation,
            List<String> against,
            List<String> missing) {}
}

package org.tongzhou.plan;

import java.nio.charset.StandardCharsets;

/** The JSON Schema of a plan file, for editors; the product itself reads with its own parser, which checks more. */
public final class PlanSchema {
    private PlanSchema() {}

    /** The file as it lies beside the plans that ship, UTF-8. */
    public static byte[] file() {
        return Shipped.text("plan.schema.json")
                .orElseThrow(() -> new IllegalStateException("plans/plan.schema.json is missing"))
                .getBytes(StandardCharsets.UTF_8);
    }
}

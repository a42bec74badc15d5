package org.tongzhou.claim;

import java.util.List;
import org.tongzhou.plan.PaperKind;

/** A paper that an event asks for: any one of {@code anyOf} will do. {@code needed} is false for what opens a further sum. */
public record Asked(List<PaperKind> anyOf, boolean needed) {
    public Asked {
        anyOf = List.copyOf(anyOf);
    }
}

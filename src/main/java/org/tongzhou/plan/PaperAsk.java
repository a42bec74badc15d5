package org.tongzhou.plan;

import java.util.List;

/** One paper asked for: any one of the kinds will do; {@code whereExists} means only if such a paper was ever made. */
public record PaperAsk(List<PaperKind> anyOf, boolean whereExists) {
    public PaperAsk {
        anyOf = List.copyOf(anyOf);
    }
}

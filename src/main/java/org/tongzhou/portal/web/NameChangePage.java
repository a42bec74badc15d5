package org.tongzhou.portal.web;

import java.util.List;

/** Names that wait for a second person. */
public record NameChangePage(List<Line> lines) {
    public NameChangePage {
        lines = List.copyOf(lines);
    }

    /** {@code own} is what the actor asked for, or about the actor: somebody else decides on it. */
    public record Line(long id, long person, String before, String name, String reason, String askedAt, boolean own) {}
}

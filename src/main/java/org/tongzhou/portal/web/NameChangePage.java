package org.tongzhou.portal.web;

import org.tongzhou.kernel.Slice;

/** A page of names that wait for a second person, and the key after which it begins. */
public record NameChangePage(Slice<Line> lines, String after) {
    /** {@code own} is what the actor asked for, or about the actor: somebody else decides on it. */
    public record Line(long id, long person, String before, String name, String reason, String askedAt, boolean own) {}
}

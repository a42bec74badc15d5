package org.tongzhou.shell;

import org.tongzhou.kernel.Actor;

/** The number of things waiting behind a navigation entry, contributed by the room that owns the page. */
public interface NavBadge {
    /** The {@link NavItem#href} that carries the number. */
    String href();

    /** Zero shows nothing. Must be one indexed query. */
    int count(Actor actor);
}

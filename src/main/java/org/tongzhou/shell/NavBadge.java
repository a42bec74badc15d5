package org.tongzhou.shell;

import java.util.Optional;
import java.util.function.ToIntFunction;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.Actor;

/** The number of things waiting behind a navigation entry, contributed by the room that owns the page. */
public interface NavBadge {
    /** The {@link NavItem#href} that carries the number. */
    String href();

    /** Zero shows nothing. Must be one indexed query. */
    int count(Actor actor);

    /** The same as part of a trip that the page makes anyway, one row; empty where the number is only asked for by itself. */
    default Optional<Rows<Integer>> count(Trip trip, Actor actor) {
        return Optional.empty();
    }

    /** One whose number is asked for by itself. */
    static NavBadge of(String href, ToIntFunction<Actor> count) {
        return new NavBadge() {
            @Override
            public String href() {
                return href;
            }

            @Override
            public int count(Actor actor) {
                return count.applyAsInt(actor);
            }
        };
    }
}

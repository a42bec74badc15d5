package org.tongzhou.catalogue;

import java.util.EnumMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Actor;

/** How the changes of a replay are spread over their sizes. */
@Component
public class Spreads {
    private final SpreadStore store;

    Spreads(SpreadStore store) {
        this.store = store;
    }

    /** The bands of a finished run. */
    public Spread of(Actor actor, Replay replay) {
        Editors.requireReader(actor);
        Map<Spread.Band, Long> claims = new EnumMap<>(Spread.Band.class);
        claims.putAll(store.changed(actor.fund(), replay.id()));
        claims.put(Spread.Band.SAME, replay.same());
        return new Spread(claims);
    }
}

package org.tongzhou.kernel;

import java.util.function.Supplier;

/**
 * Runs a repeatable write at most once per (actor, key). Implemented by the room access: the key row and the effect
 * commit together; the same key with the same body gives the stored answer again, with another body is refused
 * ({@code key_reused}). Two at the same instant: the second waits and gets the first one's answer.
 */
public interface Once {
    /** {@code body} is any canonical text of the request; {@code answer} is what the effect returns (an id, a path). */
    String run(Actor actor, String key, String body, Supplier<String> effect);

    /** The same for an effect that has nothing to answer. */
    default void act(Actor actor, String key, String body, Runnable effect) {
        run(actor, key, body, () -> {
            effect.run();
            return "";
        });
    }
}

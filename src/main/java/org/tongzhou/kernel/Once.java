package org.tongzhou.kernel;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs a repeatable write at most once per (actor, key). Implemented by the room access: the key row and the effect
 * commit together; the same key with the same body gives the stored answer again, with another body is refused
 * ({@code key_reused}). Two at the same instant: the second waits and gets the first one's answer.
 */
public interface Once {
    /** {@code body} is any canonical text of the request; {@code answer} is what the effect returns (an id, a path). */
    String run(Actor actor, String key, String body, Supplier<String> effect);

    /** What this request was answered before; empty while it was not. Refuses another body as {@link #run} does. */
    Optional<String> answer(Actor actor, String key, String body);

    /** A write that needs something slow, which is done ahead of its transaction. */
    record Slow<T>(Supplier<T> ahead, Function<T, String> effect) {}

    /**
     * The same where no transaction should wait for what comes first: two at the same instant both do it, and the second gets the first
     * one's answer all the same, also when it is refused what the first has done by then.
     */
    default <T> String run(Actor actor, String key, String body, Slow<T> slow) {
        Optional<String> before = answer(actor, key, body);
        if (before.isPresent()) {
            return before.get();
        }
        T ready;
        try {
            ready = slow.ahead().get();
        } catch (Refusal refusal) {
            return answer(actor, key, body).orElseThrow(() -> refusal);
        }
        return run(actor, key, body, () -> slow.effect().apply(ready));
    }

    /** The same for an effect that has nothing to answer. */
    default void act(Actor actor, String key, String body, Runnable effect) {
        run(actor, key, body, () -> {
            effect.run();
            return "";
        });
    }
}

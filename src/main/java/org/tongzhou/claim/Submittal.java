package org.tongzhou.claim;

import java.time.Instant;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.tongzhou.claim.Claims.Submission;
import org.tongzhou.claim.Claims.Submitted;
import org.tongzhou.database.Together.Turn;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Refusal;

/** A draft that somebody sends in, and what they say with it. */
record Submittal(Actor actor, CaseId id, Submission submission, Instant at) {
    /** A draft that stands, with whoever waits for what comes of it. */
    record Standing(Turn<Submittal, Submitted> turn, EventCase draft) {
        Actor actor() {
            return turn.asked().actor();
        }

        Submission submission() {
            return turn.asked().submission();
        }

        /** What comes of it, or nothing when the rules refuse it: whoever waits is told, and the others go on without it. */
        <T> Stream<T> unlessRefused(Supplier<T> step) {
            try {
                return Stream.of(step.get());
            } catch (Refusal refusal) {
                turn.refuse(refusal);
                return Stream.empty();
            }
        }
    }
}

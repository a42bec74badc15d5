package org.tongzhou.payment;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.PersonId;

/** One step of an instruction's life, to be written as an event. Everything but the state and the time may be unknown. */
record Move(
        InstructionState to,
        Instant at,
        @Nullable Long person,
        @Nullable Long batch,
        @Nullable Long answer,
        @Nullable String reason,
        @Nullable LocalDate valueDate) {
    static Move to(InstructionState state, Instant at) {
        return new Move(state, at, null, null, null, null, null);
    }

    Move by(PersonId who) {
        return new Move(to, at, who.value(), batch, answer, reason, valueDate);
    }

    Move in(long batchId) {
        return new Move(to, at, person, batchId, answer, reason, valueDate);
    }

    Move said(@Nullable Long answerId, @Nullable String code, @Nullable LocalDate day) {
        return new Move(to, at, person, batch, answerId, code, day);
    }
}

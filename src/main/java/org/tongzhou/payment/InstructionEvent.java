package org.tongzhou.payment;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** One step in an instruction's history. {@code reason} is the bank's code, {@code valueDate} the bank's day. */
public record InstructionEvent(
        InstructionState state,
        Instant at,
        @Nullable String reason,
        @Nullable LocalDate valueDate) {}

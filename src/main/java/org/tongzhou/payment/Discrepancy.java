package org.tongzhou.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One thing that does not agree. {@code claimed} is what the bank says, a status, an amount or a refusal's code. */
public record Discrepancy(
        long id,
        Instant at,
        DiscrepancyKind kind,
        @Nullable InstructionId instruction,
        @Nullable BatchId batch,
        @Nullable Long answer,
        String claimed,
        @Nullable Settlement proposal,
        @Nullable Long proposedBy,
        @Nullable String evidence) {}

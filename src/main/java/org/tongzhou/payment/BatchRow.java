package org.tongzhou.payment;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.payment.iso.PainVersion;

/** A batch as the table holds it. {@code sinceTry} and {@code sinceTalk} are the machine time gone since the last attempt to send it, and since the last talk with the bank about it. */
record BatchRow(
        long id,
        LocalDate executionDay,
        @Nullable LocalDate valueDay,
        int seq,
        String bank,
        PainVersion version,
        int payments,
        Money total,
        byte @Nullable [] contentHash,
        boolean needsConsent,
        BatchState state,
        PersonId madeBy,
        String madeName,
        Instant madeAt,
        @Nullable PersonId releasedBy,
        @Nullable String releasedName,
        @Nullable Instant releasedAt,
        @Nullable PersonId agreedBy,
        @Nullable String agreedName,
        String msgId,
        String fileName,
        byte @Nullable [] fileHash,
        int attempt,
        @Nullable Duration sinceTry,
        @Nullable Duration sinceTalk) {
    BatchId batchId() {
        return new BatchId(id);
    }

    /** The day the bank is asked to execute it on. */
    LocalDate bankDay() {
        return valueDay == null ? executionDay : valueDay;
    }

    /** {@code 20260210-03}, the number that people use. */
    String number() {
        return String.format("%tY%<tm%<td-%02d", executionDay, seq);
    }

    boolean wasTriedWithin(Duration span) {
        return sinceTry != null && sinceTry.compareTo(span) < 0;
    }

    boolean wasTalkedAboutWithin(Duration span) {
        return sinceTalk != null && sinceTalk.compareTo(span) < 0;
    }
}

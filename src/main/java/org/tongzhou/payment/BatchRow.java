package org.tongzhou.payment;

import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;
import org.tongzhou.payment.iso.PainVersion;

/** A batch as the table holds it. */
record BatchRow(
        long id,
        LocalDate executionDay,
        @Nullable LocalDate valueDay,
        int seq,
        String bank,
        int payments,
        Money total,
        byte @Nullable [] contentHash,
        boolean needsConsent,
        BatchState state,
        Signed made,
        @Nullable Signed released,
        @Nullable Signed agreed,
        Message message,
        Line line) {
    /** What the bank knows it by; {@code hash} is that of the file as it was first sent. */
    record Message(PainVersion version, String id, String fileName, byte @Nullable [] hash) {}

    /**
     * How often it was tried to send, and the machine time gone since the last attempt and since the last talk with the bank
     * about it.
     */
    record Line(
            int attempt,
            @Nullable Duration sinceTry,
            @Nullable Duration sinceTalk) {}

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
        return isWithin(line.sinceTry(), span);
    }

    boolean wasTalkedAboutWithin(Duration span) {
        return isWithin(line.sinceTalk(), span);
    }

    private static boolean isWithin(@Nullable Duration since, Duration span) {
        return since != null && since.compareTo(span) < 0;
    }
}

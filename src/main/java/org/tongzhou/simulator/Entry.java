package org.tongzhou.simulator;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A booked line on the fund's account; {@code seq} counts without gaps. A return carries its reason code. */
record Entry(
        long seq,
        Kind kind,
        String endToEnd,
        long fen,
        LocalDate day,
        @Nullable String reason) {
    enum Kind {
        CREDITED,
        RETURNED
    }

    String ref() {
        return "B" + String.format("%010d", seq);
    }
}

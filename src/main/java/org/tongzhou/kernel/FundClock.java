package org.tongzhou.kernel;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** The one clock at the edge. Doors take {@code today} or {@code now} as an argument; only controllers, jobs and the command line ask the clock. */
public interface FundClock {
    /** Time zone of every Chinese fund; dates in the database are dates of this zone. */
    ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    Instant now();

    /** The fund's day that an instant lies in. */
    static LocalDate dayOf(Instant at) {
        return LocalDate.ofInstant(at, ZONE);
    }

    default LocalDate today() {
        return dayOf(now());
    }
}

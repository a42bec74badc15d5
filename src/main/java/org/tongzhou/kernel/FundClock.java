package org.tongzhou.kernel;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** The one clock at the edge. Doors take {@code today} or {@code now} as an argument; only controllers, jobs and the command line ask the clock. */
public interface FundClock {
    /** Time zone of every Chinese fund; dates in the database are dates of this zone. */
    ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    Instant now();

    default LocalDate today() {
        return LocalDate.ofInstant(now(), ZONE);
    }
}

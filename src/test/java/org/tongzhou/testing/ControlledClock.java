package org.tongzhou.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import org.tongzhou.kernel.FundClock;

/** A clock that stands still until a test moves it; starts on 2026-02-10 09:00 in the fund's zone. */
public final class ControlledClock implements FundClock {
    public static final LocalDateTime START = LocalDateTime.of(2026, 2, 10, 9, 0);

    private volatile Instant now = START.atZone(ZONE).toInstant();

    @Override
    public Instant now() {
        return now;
    }

    public void set(LocalDateTime local) {
        now = local.atZone(ZONE).toInstant();
    }

    public void advance(Duration by) {
        now = now.plus(by);
    }
}

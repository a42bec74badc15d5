package org.tongzhou.payment;

import java.time.Instant;
import org.tongzhou.kernel.Actor;

/** Confirms what is proposed now, as whoever has just looked at it does. */
public final class Settled {
    private Settled() {}

    public static void by(Discrepancies discrepancies, Actor checker, long id, Instant now) {
        String seen = discrepancies.open(checker, "").items().stream()
                .filter(each -> each.id() == id)
                .map(Discrepancy::seal)
                .findFirst()
                .orElse("");
        discrepancies.settle(checker, id, seen, now);
    }
}

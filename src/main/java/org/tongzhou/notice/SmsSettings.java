package org.tongzhou.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import org.tongzhou.kernel.FundClock;

/**
 * How short messages are sent. {@code open} is false without a line to a gateway: then none are made. Between
 * {@code quietFrom} and {@code quietTo} nobody is woken. {@code grace} is how long after an attempt the gateway's "never
 * seen" is not yet believed, {@code receiptWait} how long a receipt may take before the gateway is asked, {@code givesUp}
 * after how long a message is of no use any more.
 */
record SmsSettings(
        boolean open,
        String link,
        LocalTime quietFrom,
        LocalTime quietTo,
        int perPersonADay,
        int perDay,
        Duration grace,
        Duration receiptWait,
        Duration givesUp) {

    boolean quiet(Instant at) {
        LocalTime time = at.atZone(FundClock.ZONE).toLocalTime();
        return quietFrom.isAfter(quietTo)
                ? !time.isBefore(quietFrom) || time.isBefore(quietTo)
                : !time.isBefore(quietFrom) && time.isBefore(quietTo);
    }

    /** The instant itself, or the end of the quiet hours that it lies in. */
    Instant afterQuiet(Instant at) {
        if (!quiet(at)) {
            return at;
        }
        ZonedDateTime end = at.atZone(FundClock.ZONE).with(quietTo);
        return (end.toInstant().isAfter(at) ? end : end.plusDays(1)).toInstant();
    }

    /** The first moment of the next day at which people may be told. */
    Instant tomorrow(Instant at) {
        return afterQuiet(
                FundClock.dayOf(at).plusDays(1).atStartOfDay(FundClock.ZONE).toInstant());
    }
}

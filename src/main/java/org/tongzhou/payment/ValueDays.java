package org.tongzhou.payment;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.WorkingDays;

/** On which day the bank still executes what is given to it now: a working day, before its cut-off; else the next one. */
@Component
class ValueDays {
    /** A value day may be chosen so many working days ahead [example]. */
    private static final int FARTHEST = 10;

    /** A payment between banks arrives on its day or the next; so many working days later the bank should have said how it ended. */
    private static final int UNTIL_THE_LAST_WORD = 3;

    private final WorkingDays workingDays;
    private final LocalTime cutOff;

    ValueDays(WorkingDays workingDays, @Value("${tongzhou.bank.cut-off:16:30}") LocalTime cutOff) {
        this.workingDays = workingDays;
        this.cutOff = cutOff;
    }

    LocalDate earliest(Instant now) {
        ZonedDateTime there = now.atZone(FundClock.ZONE);
        LocalDate today = there.toLocalDate();
        boolean inTime = workingDays.isWorking(today) && there.toLocalTime().isBefore(cutOff);
        return inTime ? today : workingDays.plus(today, 1);
    }

    /** The newest day whose payments should long have had the bank's last word. */
    LocalDate overdue(LocalDate today) {
        LocalDate day = today;
        while (workingDays.between(day, today) <= UNTIL_THE_LAST_WORD) {
            day = day.minusDays(1);
        }
        return day;
    }

    /** Refuses {@code payment_value_day} for a day off, a day that is over, and a day too far ahead. */
    LocalDate require(LocalDate wanted, Instant now) {
        LocalDate earliest = earliest(now);
        if (wanted.isBefore(earliest)
                || wanted.isAfter(workingDays.plus(earliest, FARTHEST))
                || !workingDays.isWorking(wanted)) {
            throw Refusal.invalid("payment_value_day", wanted, earliest, FARTHEST);
        }
        return wanted;
    }

    /** The day that was asked for, or the next possible one when that is over by now. */
    LocalDate rolledOn(LocalDate wanted, Instant now) {
        LocalDate earliest = earliest(now);
        return wanted.isBefore(earliest) ? earliest : wanted;
    }
}

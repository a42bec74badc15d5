package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.kernel.WorkingDays;

/** A calendar that is put in while claims are under way moves their last days, in the queue as on every page. */
class PromisedDaysTest extends ClaimRoom {
    @Autowired
    private PromisedDays promised;

    @Autowired
    private WorkingDays calendar;

    private LocalDate due(ClaimId id) {
        return Objects.requireNonNull(claim(id).clock().dueOn());
    }

    private WorkingDays withDayOff(LocalDate day) {
        Set<LocalDate> off = new HashSet<>(calendar.daysOff());
        off.add(day);
        return new WorkingDays(calendar.publishedYears(), off, calendar.makeUpDays());
    }

    @AfterEach
    void asItWas() {
        promised.countAnew(calendar);
    }

    @Test
    void aDayThatBecameFreeMovesTheLastDay() {
        ClaimId id = hospital(hospitalMember(), "1000");
        LocalDate told = due(id);
        assertThat(promised.countAnew(withDayOff(told))).isPositive();
        assertThat(due(id)).isEqualTo(calendar.plus(told, 1));
    }

    @Test
    void theSameCalendarMovesNothing() {
        hospital(hospitalMember(), "1000");
        promised.countAnew(calendar);
        assertThat(promised.countAnew(calendar)).isZero();
    }
}

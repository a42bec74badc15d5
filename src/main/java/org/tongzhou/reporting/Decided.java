package org.tongzhou.reporting;

import java.time.LocalDate;
import java.util.List;
import org.tongzhou.kernel.WorkingDays;

/** Claims of a region that were accepted and decided on the same two days with the same waits for papers. */
record Decided(
        String region,
        LocalDate accepted,
        LocalDate decided,
        List<LocalDate> asked,
        List<LocalDate> supplied,
        long count) {
    Decided {
        asked = List.copyOf(asked);
        supplied = List.copyOf(supplied);
    }

    /** Working days from the day after acceptance to the decision, without those on which papers were owed. */
    int workingDays(WorkingDays calendar) {
        int days = 0;
        for (LocalDate day = accepted.plusDays(1); !day.isAfter(decided); day = day.plusDays(1)) {
            if (calendar.isWorking(day) && !isOwed(day)) {
                days++;
            }
        }
        return days;
    }

    private boolean isOwed(LocalDate day) {
        for (int i = 0; i < asked.size(); i++) {
            if (day.isAfter(asked.get(i)) && !day.isAfter(supplied.get(i))) {
                return true;
            }
        }
        return false;
    }
}

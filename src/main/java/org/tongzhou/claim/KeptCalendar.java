package org.tongzhou.claim;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.WorkingDays;

/** Tells the database, which counts the days that answers took, which days are not what their weekday says, by the site's calendar. */
@Component
@Profile("!command")
class KeptCalendar implements InitializingBean {
    private final JdbcClient jdbc;
    private final WorkingDays calendar;

    KeptCalendar(JdbcClient jdbc, WorkingDays calendar) {
        this.jdbc = jdbc;
        this.calendar = calendar;
    }

    @Override
    public void afterPropertiesSet() {
        String[] apart = Stream.concat(calendar.daysOff().stream(), calendar.makeUpDays().stream())
                .filter(day -> calendar.isWorking(day) == isWeekend(day))
                .map(LocalDate::toString)
                .toArray(String[]::new);
        jdbc.sql("select claim.keep_calendar(:apart::date[])")
                .param("apart", apart)
                .query(row -> {});
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}

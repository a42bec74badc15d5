package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tongzhou.claim.ClaimClock.Stop;
import org.tongzhou.kernel.WorkingDays;
import org.tongzhou.shell.ClockFace.Day;
import org.tongzhou.shell.ClockFace.Kind;

class ClaimClockTest {
    private static final WorkingDays CALENDAR = new WorkingDays(
            Set.of(2025, 2026),
            Stream.concat(
                            days("2026-01-01", "2026-01-03"),
                            Stream.concat(days("2026-02-15", "2026-02-23"), days("2025-10-01", "2025-10-08")))
                    .collect(Collectors.toSet()),
            Set.of(day("2026-01-04"), day("2026-02-14"), day("2026-02-28"), day("2025-09-28"), day("2025-10-11")));

    @Test
    void sevenWorkingDaysFromTheDayAfterAcceptance() {
        assertThat(accepted("2025-12-29").dueOn()).contains(day("2026-01-08"));
    }

    @Test
    void theSpringFestivalDoesNotCountAndMakeUpDaysDo() {
        assertThat(accepted("2026-02-12").dueOn()).contains(day("2026-02-28"));
        assertThat(accepted("2026-02-13").dueOn()).contains(day("2026-03-02"));
        assertThat(accepted("2026-02-06").dueOn()).contains(day("2026-02-24"));
    }

    @Test
    void theClockStandsWhilePapersAreOwed() {
        ClaimClock stopped = accepted("2026-03-02", new Stop(day("2026-03-04"), null));
        assertThat(stopped.isStopped()).isTrue();
        assertThat(stopped.dueOn()).isEmpty();
        assertThat(stopped.used(day("2026-03-20"))).isEqualTo(2);
        assertThat(stopped.left(day("2026-03-20"))).isEqualTo(5);
    }

    @Test
    void theClockGoesOnTheDayAfterThePapersCome() {
        ClaimClock resumed = accepted("2026-03-02", new Stop(day("2026-03-04"), day("2026-03-10")));
        assertThat(resumed.used(day("2026-03-10"))).isEqualTo(2);
        assertThat(resumed.used(day("2026-03-11"))).isEqualTo(3);
        assertThat(resumed.dueOn()).contains(day("2026-03-17"));
    }

    @Test
    void papersThatComeOnTheDayTheyAreAskedCostNoDay() {
        ClaimClock quick = accepted("2026-03-02", new Stop(day("2026-03-04"), day("2026-03-04")));
        assertThat(quick.dueOn()).isEqualTo(accepted("2026-03-02").dueOn());
    }

    @Test
    void twoStopsAreBothTakenOut() {
        ClaimClock twice = accepted(
                "2026-03-02",
                new Stop(day("2026-03-03"), day("2026-03-05")),
                new Stop(day("2026-03-09"), day("2026-03-10")));
        assertThat(twice.dueOn()).contains(day("2026-03-16"));
    }

    @Test
    void aBrokenPromiseShowsNegativeDays() {
        assertThat(accepted("2026-03-02").left(day("2026-03-12"))).isEqualTo(-1);
        assertThat(accepted("2026-03-02").left(day("2026-03-11"))).isZero();
    }

    @Test
    void squaresRunFromTheDayAfterAcceptanceToTheDueDay() {
        List<Day> squares =
                DrawnClock.of(accepted("2026-02-06"), day("2026-02-10")).days();
        assertThat(squares.get(0).day()).isEqualTo(day("2026-02-07"));
        assertThat(squares.get(0).kind()).isEqualTo(Kind.OFF);
        assertThat(squares.stream().map(Day::kind).filter(kind -> kind == Kind.NOW))
                .hasSize(1);
        assertThat(squares.get(squares.size() - 1)).isEqualTo(new Day(day("2026-02-24"), Kind.DUE));
        assertThat(squares.stream().filter(square -> square.kind() != Kind.OFF)).hasSize(7);
    }

    @Test
    void aYearWithoutPublishedCalendarIsSaid() {
        assertThat(accepted("2026-12-28").unpublished()).hasValue(2027);
        assertThat(accepted("2026-03-02").unpublished()).isEmpty();
    }

    private static ClaimClock accepted(String day, Stop... stops) {
        return new ClaimClock(day(day), List.of(stops), CALENDAR);
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    private static Stream<LocalDate> days(String first, String last) {
        return day(first).datesUntil(day(last).plusDays(1));
    }
}

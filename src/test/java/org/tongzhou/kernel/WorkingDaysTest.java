package org.tongzhou.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WorkingDaysTest {
    private final JsonNode golden = Golden.read("calendar.json");
    private final WorkingDays days = calendar(golden);

    @Test
    void sevenWorkingDaysEndWhereTheCalendarSays() {
        List<JsonNode> cases = golden.get("add_7_working_days").valueStream().toList();
        assertThat(cases)
                .hasSize(3)
                .allSatisfy(pair -> assertThat(days.plus(day(pair.get(0)), 7)).isEqualTo(day(pair.get(1))));
    }

    @Test
    void eachPublishedYearHas248WorkingDays() {
        for (int year : List.of(2025, 2026)) {
            assertThat(days.between(LocalDate.of(year - 1, 12, 31), LocalDate.of(year, 12, 31)))
                    .isEqualTo(248);
        }
    }

    @Test
    void aMakeUpSaturdayIsWorkedAndAHolidayMondayIsNot() {
        assertThat(days.isWorking(LocalDate.of(2026, 2, 14))).isTrue();
        assertThat(days.isWorking(LocalDate.of(2026, 2, 16))).isFalse();
        assertThat(days.isWorking(LocalDate.of(2026, 2, 21))).isFalse();
        assertThat(days.isWorking(LocalDate.of(2026, 2, 24))).isTrue();
    }

    @Test
    void aYearNotYetPublishedIsCountedByWeekendsAndSaysSo() {
        LocalDate eve = LocalDate.of(2026, 12, 31);
        assertThat(days.unpublished(eve.minusDays(30), eve)).isEmpty();
        assertThat(days.unpublished(eve, eve.plusDays(1))).hasValue(2027);
        assertThat(days.isWorking(LocalDate.of(2027, 1, 1))).isTrue();
        assertThat(days.isWorking(LocalDate.of(2027, 1, 2))).isFalse();
    }

    @Test
    void countingForthAndBackAgree() {
        LocalDate from = LocalDate.of(2026, 2, 1);
        for (int n = 0; n <= 60; n++) {
            assertThat(days.between(from, days.plus(from, n))).isEqualTo(n);
        }
        assertThatThrownBy(() -> days.plus(from, 401)).isInstanceOf(IllegalArgumentException.class);
        assertThat(days.between(from, from.minusDays(3))).isZero();
    }

    @Test
    void countingByWeeksCountsTheDaysThatAreWorked() {
        LocalDate start = LocalDate.of(1999, 12, 20);
        assertCounted(days, start, start.plusDays(40));
        assertCounted(days, LocalDate.of(2024, 12, 20), LocalDate.of(2027, 1, 20));
        Set<LocalDate> both = Set.of(LocalDate.of(2026, 1, 3), LocalDate.of(2026, 1, 5));
        assertCounted(new WorkingDays(Set.of(), both, both), LocalDate.of(2026, 1, 1), LocalDate.of(2026, 2, 12));
    }

    private static void assertCounted(WorkingDays days, LocalDate start, LocalDate end) {
        start.datesUntil(start.plusDays(40))
                .forEach(from -> from.datesUntil(end)
                        .forEach(to -> assertThat(days.between(from, to))
                                .as(from + " to " + to)
                                .isEqualTo((int) from.plusDays(1)
                                        .datesUntil(to.plusDays(1))
                                        .filter(days::isWorking)
                                        .count())));
    }

    private static WorkingDays calendar(JsonNode golden) {
        Set<LocalDate> off = new HashSet<>();
        Set<LocalDate> makeUp = new HashSet<>();
        for (String year : List.of("2025", "2026")) {
            golden.get(year)
                    .get("off")
                    .forEach(range -> day(range.get(0))
                            .datesUntil(day(range.get(1)).plusDays(1))
                            .forEach(off::add));
            golden.get(year).get("work").forEach(day -> makeUp.add(day(day)));
        }
        return new WorkingDays(Set.of(2025, 2026), off, makeUp);
    }

    private static LocalDate day(JsonNode text) {
        return LocalDate.parse(text.asString());
    }
}

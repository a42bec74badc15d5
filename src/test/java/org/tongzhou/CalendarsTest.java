package org.tongzhou;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.WorkingDays;

/** The next year's holidays are published each November: a fund puts them in without a newer version. */
class CalendarsTest {
    private static final LocalDate NEW_YEAR = LocalDate.of(2027, 1, 1);

    @TempDir
    Path directory;

    private WorkingDays with(String file) throws IOException {
        return Calendars.with(Files.writeString(directory.resolve("2027.json"), file));
    }

    @Test
    void aYearOfTheFundsOwnFileFollowsThoseThatShip() throws IOException {
        WorkingDays days = with("""
                {"years": {"2027": {"off": [["2027-01-01", "2027-01-03"]], "work": ["2027-01-09"]}}}""");
        assertThat(days.unpublished(LocalDate.of(2025, 1, 1), LocalDate.of(2027, 12, 31)))
                .isEmpty();
        assertThat(days.isWorking(NEW_YEAR)).isFalse();
        assertThat(days.isWorking(LocalDate.of(2027, 1, 9))).isTrue();
        assertThat(days.isWorking(LocalDate.of(2026, 10, 1))).isFalse();
        assertThat(Calendars.shipped().isWorking(NEW_YEAR)).isTrue();
    }

    @Test
    void aNewYearsHolidayMayBeginInDecember() throws IOException {
        WorkingDays days = with("""
                {"years": {"2027": {"off": [["2026-12-31", "2027-01-02"]], "work": ["2026-12-27"]}}}""");
        assertThat(days.isWorking(LocalDate.of(2026, 12, 31))).isFalse();
        assertThat(days.isWorking(LocalDate.of(2026, 12, 27))).isTrue();
    }

    @Test
    void aYearThatWasPublishedAnewStandsInThePlaceOfTheShippedOne() throws IOException {
        WorkingDays days = with("""
                {"years": {"2026": {"off": [["2026-10-01", "2026-10-08"]], "work": []}}}""");
        assertThat(days.isWorking(LocalDate.of(2026, 10, 8))).isFalse();
        assertThat(days.isWorking(LocalDate.of(2026, 10, 10))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                                                | Unexpected end",
                "{}                                                               | \"years\"",
                "{\"years\": {\"2027\": {\"work\": []}}}                            | \"off\"",
                "{\"years\": {\"2027\": {\"off\": [\"2027-01-01\"], \"work\": []}}}   | \"off\"",
                "{\"years\": {\"2027\": {\"off\": [[\"2027-01-01\", \"2027-01-01\"]], \"work\": [\"2027-02-30\"]}}} | 2027-02-30",
                "{\"years\": {\"2028\": {\"off\": [[\"2027-01-01\", \"2027-01-03\"]], \"work\": []}}} | 2028: \"off\"",
                "{\"years\": {\"2027\": {\"off\": [], \"work\": []}}}               | 2027: \"off\"",
                "{\"years\": {\"next\": {\"off\": [], \"work\": []}}}               | next"
            })
    void aFileThatCannotBeReadSaysWhere(String file, String where) {
        assertThatThrownBy(() -> with(file)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo("calendar_file");
            assertThat(String.valueOf(refusal.details().get(1))).contains(where);
        });
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Calendars.with(directory.resolve("none.json")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none.json");
    }
}

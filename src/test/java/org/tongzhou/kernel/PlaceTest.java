package org.tongzhou.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {
    private static final Place BEGINNING = new Place(Long.MAX_VALUE, 0);
    private static final String LONGEST = "999999999999999999_1";

    @Test
    void aListGoesOnWhereItsKeySays() {
        assertThat(Place.of(new Place(1_200, 7).key(), BEGINNING)).isEqualTo(new Place(1_200, 7));
        Moment moment = new Moment(Instant.parse("2026-03-01T08:00:00.123456Z"), 7);
        assertThat(moment.key()).isEqualTo("1772352000123456_7");
        assertThat(Moment.below(moment.key())).isEqualTo(moment);
        DayPlace day = new DayPlace(LocalDate.of(2026, 3, 1), 7);
        assertThat(day.key()).isEqualTo("20513_7");
        assertThat(DayPlace.above(day.key())).isEqualTo(day);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "7_", "_7", "-1_7", "7_7_7", "a_7", "1234567890123456789_7"})
    void withoutAKeyItBegins(String key) {
        assertThat(Place.of(key, BEGINNING)).isEqualTo(BEGINNING);
        assertThat(Moment.below(key)).isEqualTo(new Moment(Instant.parse("9999-12-31T00:00:00Z"), Long.MAX_VALUE));
        assertThat(DayPlace.above(key)).isEqualTo(new DayPlace(LocalDate.EPOCH, 0));
        assertThat(Place.of(null, BEGINNING)).isEqualTo(BEGINNING);
    }

    @Test
    void aKeyBeyondAllDaysIsStillOne() {
        assertThat(DayPlace.above(LONGEST).day()).isEqualTo(LocalDate.of(9999, 12, 31));
        assertThat(Moment.below(LONGEST).at()).isAfter(Instant.parse("9999-12-31T00:00:00Z"));
    }
}

package org.tongzhou;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Horizon;
import org.tongzhou.testing.RoomTest;

@RoomTest
class HorizonTest {
    @Autowired
    List<Horizon> horizons;

    @Test
    void everyRoomThatWaitsForDaysLooksOnlyAhead() {
        LocalDate today = LocalDate.of(2026, 2, 10);
        assertThat(horizons).hasSize(4);
        for (Horizon horizon : horizons) {
            assertThat(horizon.nextAfter(new FundId(42), today).stream()).allMatch(day -> day.isAfter(today));
            assertThat(horizon.nextAfter(new FundId(98), today)).isEmpty();
        }
    }
}

package org.tongzhou;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Vault;
import org.tongzhou.kernel.WorkingDays;
import org.tongzhou.testing.RoomTest;

@RoomTest
class GroundTest {
    @Autowired
    JdbcClient jdbc;

    @Autowired
    FundClock clock;

    @Autowired
    WorkingDays workingDays;

    @Autowired
    Vault vault;

    @Test
    void theHouseStandsOnARealDatabase() {
        assertThat(jdbc.sql("show server_version_num").query(Integer.class).single())
                .isGreaterThan(170_000);
    }

    @Test
    void testsBeginOnTheDayOfTheDemonstration() {
        assertThat(clock.today().getYear()).isEqualTo(2026);
    }

    @Test
    void theShippedCalendarKnowsMakeUpDays() {
        assertThat(workingDays.isWorking(LocalDate.of(2026, 2, 14))).isTrue();
        assertThat(workingDays.isWorking(LocalDate.of(2026, 2, 16))).isFalse();
        assertThat(workingDays.unpublished(LocalDate.of(2026, 12, 31), LocalDate.of(2027, 1, 4)))
                .hasValue(2027);
    }

    @Test
    void theVaultOpensWhatItSealed() {
        byte[] sealed = vault.seal("person:42:1", "x".getBytes());
        assertThat(vault.open("person:42:1", sealed)).isEqualTo("x".getBytes());
    }
}

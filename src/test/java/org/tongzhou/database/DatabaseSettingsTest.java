package org.tongzhou.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseSettingsTest {
    @Test
    void thereAreOneToAHundredConnectionsForWork() {
        assertThat(pool("1").poolSize()).isEqualTo(1);
        assertThat(pool("100").poolSize()).isEqualTo(100);
        for (String wrong : List.of("abc", "", "0", "-1", "101", "100000", "9999999999")) {
            refused("pool_size", List.of(wrong), () -> pool(wrong));
        }
    }

    private static DatabaseSettings pool(String size) {
        return DatabaseSettings.fromEnvironment(Map.of("TONGZHOU_DB_POOL", size));
    }
}

package org.tongzhou.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseSettingsTest {
    @Test
    void thereAreOneToAHundredConnectionsForWork() {
        assertThat(pool("1").poolSize()).isEqualTo(1);
        assertThat(pool("100").poolSize()).isEqualTo(100);
        for (String wrong : List.of("abc", "", "0", "-1", "101", "100000", "9999999999")) {
            refused("pool_size", List.of(wrong), () -> pool(wrong));
        }
    }

    @Test
    void theAddressIsSaidWithoutThePasswordThatItMayCarry() {
        String url = "jdbc:postgresql://db.fund.cn/tongzhou";
        Map<String, String> environment = Map.of("TONGZHOU_DB_URL", url + "?user=fund&password=s3cret");
        assertThat(DatabaseSettings.fromEnvironment(environment).place()).isEqualTo(url);
        assertThat(DatabaseSettings.fromEnvironment(Map.of("TONGZHOU_HOME", "/srv/fund"))
                        .place())
                .isEqualTo("/srv/fund");
    }

    @Test
    void oneOfOurOwnIsToBeMadeWhereNoneIs(@TempDir Path home) throws IOException {
        Map<String, String> own = Map.of("TONGZHOU_HOME", home.toString());
        assertThat(DatabaseSettings.fromEnvironment(own).isToBeMade()).isTrue();
        Files.createFile(Files.createDirectory(home.resolve("pg")).resolve("PG_VERSION"));
        assertThat(DatabaseSettings.fromEnvironment(own).isToBeMade()).isFalse();
        assertThat(DatabaseSettings.fromEnvironment(Map.of("TONGZHOU_DB_URL", "jdbc:postgresql://db/tongzhou"))
                        .isToBeMade())
                .isFalse();
    }

    @Test
    void oneOfOurOwnMayBeNamed(@TempDir Path home) {
        Map<String, String> named = Map.of("TONGZHOU_HOME", home.toString(), "TONGZHOU_DB_URL", "embedded");
        assertThat(DatabaseSettings.fromEnvironment(named).isToBeMade()).isTrue();
        assertThat(DatabaseSettings.fromEnvironment(named).place()).isEqualTo(home.toString());
    }

    private static DatabaseSettings pool(String size) {
        return DatabaseSettings.fromEnvironment(Map.of("TONGZHOU_DB_POOL", size));
    }
}

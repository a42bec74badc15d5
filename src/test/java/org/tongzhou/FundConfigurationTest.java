package org.tongzhou;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.kernel.FundId;

class FundConfigurationTest {
    private final FundConfiguration configuration = new FundConfiguration();

    @Test
    void aFundIsThatOfAProvince() {
        assertThat(configuration.fund("42")).isEqualTo(new FundId(42));
        for (String none : List.of("99", "7", "abc", "", "042", "4201")) {
            refused("fund_unknown", List.of(none), () -> configuration.fund(none));
        }
    }

    /** An addition of a key that was killed leaves all keys there, and nothing else writes where they lie. */
    @Test
    void aStartClearsWhatWasNeverNamedAmongItsKeys(@TempDir Path keys) throws Exception {
        KeyFile.create(keys);
        Path left = Files.setLastModifiedTime(
                Files.createFile(keys.resolve("tongzhou.keys.4711.part")),
                FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        DatabaseSettings settings = DatabaseSettings.fromEnvironment(
                Map.of("TONGZHOU_HOME", keys.resolve("home").toString(), "TONGZHOU_KEYS", keys.toString()));
        assertThat(configuration
                        .vault(settings, JdbcClient.create(new DriverManagerDataSource()))
                        .newestKey())
                .isEqualTo(1);
        assertThat(left).doesNotExist();
    }
}

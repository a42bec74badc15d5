package org.tongzhou.bench;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.tongzhou.Tongzhou;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.database.Databases;

/**
 * The house on a data directory of its own, {@code DIR/home} and {@code DIR/keys}, as it comes but without background jobs. The site starts
 * on the same afterwards: {@code TONGZHOU_HOME=DIR/home TONGZHOU_KEYS=DIR/keys ./run}.
 */
final class LoadedHouse {
    private LoadedHouse() {}

    /** Starts it; the caller closes it, which stops its server. */
    static ConfigurableApplicationContext open(Path directory, Class<?>... beside) {
        return new SpringApplicationBuilder(Tongzhou.class, Ground.class)
                .sources(beside)
                .run(
                        "--server.port=0",
                        "--tongzhou.jobs=false",
                        "--tongzhou.database=given",
                        "--logging.file.name=" + directory.resolve("home/logs/bench.log"),
                        "--bench.directory=" + directory.toAbsolutePath());
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Ground {
        @Bean
        DatabaseSettings databaseSettings(@Value("${bench.directory}") Path directory) {
            return DatabaseSettings.fromEnvironment(Map.of(
                    "TONGZHOU_HOME", directory.resolve("home").toString(),
                    "TONGZHOU_KEYS", directory.resolve("keys").toString()));
        }

        @Bean(destroyMethod = "close")
        Databases databases(DatabaseSettings settings) {
            return Databases.open(settings);
        }
    }
}

package org.tongzhou.bench;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.tongzhou.Tongzhou;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.database.Databases;

/**
 * The house on a data directory of its own, {@code DIR/home} and {@code DIR/keys}, without background jobs. The site starts
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
            Path cache = Path.of(System.getProperty("user.home"), ".cache", "tongzhou");
            return new DatabaseSettings(
                    directory.resolve("home"), directory.resolve("keys"), cache, null, "tongzhou", "", 24);
        }

        @Bean(destroyMethod = "close")
        Databases databases(DatabaseSettings settings) {
            return Databases.open(settings);
        }
    }
}

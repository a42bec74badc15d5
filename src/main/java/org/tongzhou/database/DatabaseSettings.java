package org.tongzhou.database;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is. Environment: {@code TONGZHOU_DB_URL}, {@code TONGZHOU_DB_USER}, {@code TONGZHOU_DB_PASSWORD}
 * name an external PostgreSQL; otherwise an embedded one lives in {@code TONGZHOU_HOME} (default {@code data}), with its
 * password beside the keys in {@code TONGZHOU_KEYS} (default {@code keys}), outside the data directory. {@code TONGZHOU_DB_POOL}
 * is how many connections work may have (default 12); whoever only looks, and whoever goes {@link Together}, has others
 * ({@link Lanes}).
 */
public record DatabaseSettings(
        Path home, Path keys, Path cache, @Nullable String url, String user, String password, int poolSize) {

    public static DatabaseSettings fromEnvironment(Map<String, String> environment) {
        String home = environment.getOrDefault("TONGZHOU_HOME", "data");
        String keys = environment.getOrDefault("TONGZHOU_KEYS", "keys");
        String cache = environment.getOrDefault(
                "TONGZHOU_CACHE",
                Path.of(System.getProperty("user.home"), ".cache", "tongzhou").toString());
        return new DatabaseSettings(
                Path.of(home).toAbsolutePath(),
                Path.of(keys).toAbsolutePath(),
                Path.of(cache).toAbsolutePath(),
                environment.get("TONGZHOU_DB_URL"),
                environment.getOrDefault("TONGZHOU_DB_USER", "tongzhou"),
                environment.getOrDefault("TONGZHOU_DB_PASSWORD", ""),
                Integer.parseInt(environment.getOrDefault("TONGZHOU_DB_POOL", "12")));
    }

    boolean isExternal() {
        return url != null && !url.isBlank();
    }
}

package org.tongzhou.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Refusal;

/**
 * Where the database is. Environment: {@code TONGZHOU_DB_URL}, {@code TONGZHOU_DB_USER}, {@code TONGZHOU_DB_PASSWORD}
 * name an external PostgreSQL; without an address, or where that is {@code embedded}, one of our own lives in
 * {@code TONGZHOU_HOME} (default {@code data}), with its password beside the keys in {@code TONGZHOU_KEYS} (default {@code keys}),
 * outside the data directory. {@code TONGZHOU_DB_POOL} is how many connections work may have (default 12, 1 to 100); whoever
 * only looks, and whoever goes {@link Together}, has others ({@link Lanes}).
 */
public record DatabaseSettings(
        Path home, Path keys, Path cache, @Nullable String url, String user, String password, int poolSize) {
    /** Says that one of our own is meant, where that must be said. */
    private static final String EMBEDDED = "embedded";

    /** Each connection is a process of the server. */
    private static final Pattern POOL = Pattern.compile("[1-9]\\d?|100");

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
                pool(environment.getOrDefault("TONGZHOU_DB_POOL", "12")));
    }

    private static int pool(String size) {
        if (!POOL.matcher(size).matches()) {
            throw Refusal.invalid("pool_size", size);
        }
        return Integer.parseInt(size);
    }

    /** Where it is, in words for whoever runs the system: what the address carries beside the place may be a password. */
    public String place() {
        return url == null || !isExternal() ? home.toString() : url.replaceFirst("\\?.*", "");
    }

    /** Nothing has been kept there yet: one of our own that the first start makes. */
    public boolean isToBeMade() {
        return !isExternal() && !Files.exists(EmbeddedPostgres.madeIn(home));
    }

    /** Nobody has said where it is: the setting may have been forgotten, or misspelt. */
    public boolean isUnsaid() {
        return url == null || url.isBlank();
    }

    boolean isExternal() {
        return !isUnsaid() && !EMBEDDED.equals(url);
    }
}

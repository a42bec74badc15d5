package org.tongzhou.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/**
 * Connections for work, and connections for looking. Whoever only looks shares few: each is a process of the server that has
 * its plans and the catalogue at hand only while it is asked often (docs/decisions/0041-two-lanes.md). And who looks does not wait for work
 * that keeps its connection long.
 */
public final class Lanes extends AbstractRoutingDataSource implements AutoCloseable {
    /** While one answer is computed, another is on its way. */
    private static final int LOOKING = 2 * Math.max(2, Runtime.getRuntime().availableProcessors());

    private static final ThreadLocal<Boolean> LOOKS = ThreadLocal.withInitial(() -> false);

    private final HikariDataSource work;
    private final HikariDataSource looking;

    private Lanes(HikariDataSource work, HikariDataSource looking) {
        this.work = work;
        this.looking = looking;
        setTargetDataSources(Map.of(false, work, true, looking));
        afterPropertiesSet();
    }

    static Lanes open(DatabaseSettings settings, @Nullable String url, String user, String password) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMinimumIdle(2);
        config.setIdleTimeout(30_000);
        config.setConnectionTimeout(10_000);
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("ApplicationName", "tongzhou");
        return new Lanes(pool(config, "work", settings.poolSize()), pool(config, "looking", LOOKING));
    }

    private static HikariDataSource pool(HikariConfig all, String name, int size) {
        HikariConfig config = new HikariConfig();
        all.copyStateTo(config);
        config.setPoolName(name);
        config.setMaximumPoolSize(size);
        return new HikariDataSource(config);
    }

    /** Until it is closed, this thread goes by the lane of those who look. */
    public static final class Look implements AutoCloseable {
        private Look() {
            LOOKS.set(true);
        }

        @Override
        public void close() {
            LOOKS.remove();
        }
    }

    public static Look look() {
        return new Look();
    }

    @Override
    protected Object determineCurrentLookupKey() {
        return LOOKS.get();
    }

    @Override
    public void close() {
        looking.close();
        work.close();
    }
}

package org.tongzhou.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/**
 * Connections for work, for looking, and for those who go {@link Together}. Each connection is a process of the server that has its
 * plans and the catalogue at hand only while it is asked often, so that what is asked often shares few
 * (docs/decisions/0041-lanes.md). And who looks does not wait for work that keeps its connection long.
 */
public final class Lanes extends AbstractRoutingDataSource implements AutoCloseable {
    /** While one answer is computed, another is on its way. */
    private static final int LOOKING = 2 * Together.WAYS;

    /** How many connections there may be beside those of work: they grow with the processors. */
    static final int BESIDE_WORK = LOOKING + Together.WAYS;

    private static final int ANSWERS_WITHIN_SECONDS = 10;

    private static final ThreadLocal<Lane> TAKEN = ThreadLocal.withInitial(() -> Lane.WORK);

    private final Map<Lane, HikariDataSource> pools;

    private Lanes(Map<Lane, HikariDataSource> pools) {
        this.pools = pools;
        setTargetDataSources(Map.copyOf(pools));
        afterPropertiesSet();
    }

    private enum Lane {
        WORK,
        LOOKING,
        TOGETHER
    }

    static Lanes open(DatabaseSettings settings, Supplier<String> url, String user, String password) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(new AddressedSource(url, properties(user, password)));
        config.setIdleTimeout(30_000);
        config.setConnectionTimeout(ANSWERS_WITHIN_SECONDS * 1000L);
        return new Lanes(Map.of(
                Lane.WORK, pool(config, "work", settings.poolSize()),
                Lane.LOOKING, pool(config, "looking", LOOKING),
                Lane.TOGETHER, pool(config, "together", Together.WAYS)));
    }

    private static Properties properties(String user, String password) {
        Properties properties = new Properties();
        properties.put("user", user);
        properties.put("password", password);
        // Who is reached and says nothing is no database; a line that went dead is noticed.
        properties.put("loginTimeout", Integer.toString(ANSWERS_WITHIN_SECONDS));
        properties.put("tcpKeepAlive", "true");
        properties.put("reWriteBatchedInserts", "true");
        // What the server says of a broken rule beside its name is the row, with people's names: it would go to the
        // log.
        properties.put("logServerErrorDetail", "false");
        properties.put("ApplicationName", "tongzhou");
        return properties;
    }

    private static HikariDataSource pool(HikariConfig all, String name, int size) {
        HikariConfig config = new HikariConfig();
        all.copyStateTo(config);
        config.setPoolName(name);
        config.setMaximumPoolSize(size);
        // One less than all at most: a pool of fixed size has no time after which it lets go.
        config.setMinimumIdle(Math.min(2, size - 1));
        return new HikariDataSource(config);
    }

    /** Until it is closed, this thread goes by the lane that it has taken. */
    public static final class Taken implements AutoCloseable {
        private final Lane before = TAKEN.get();

        private Taken(Lane lane) {
            TAKEN.set(lane);
        }

        @Override
        public void close() {
            TAKEN.set(before);
        }
    }

    public static Taken looking() {
        return new Taken(Lane.LOOKING);
    }

    static Taken together() {
        return new Taken(Lane.TOGETHER);
    }

    @Override
    protected Object determineCurrentLookupKey() {
        return TAKEN.get();
    }

    @Override
    public void close() {
        pools.values().forEach(HikariDataSource::close);
    }
}

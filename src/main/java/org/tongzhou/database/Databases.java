package org.tongzhou.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The open database: a pool, and the server behind it when it is ours. Closing closes the pool first. */
public final class Databases implements AutoCloseable {
    private final HikariDataSource pool;
    private final @Nullable EmbeddedPostgres server;
    private final boolean startedHere;

    private Databases(HikariDataSource pool, @Nullable EmbeddedPostgres server, boolean startedHere) {
        this.pool = pool;
        this.server = server;
        this.startedHere = startedHere;
    }

    /** Starts or reaches the database of these settings and refuses it when its settings are not durable. */
    public static Databases open(DatabaseSettings settings) {
        try {
            if (settings.isExternal()) {
                return checked(pool(settings, settings.url(), settings.user(), settings.password()), null, false);
            }
            boolean adopted = Postmaster.live(settings.home().resolve("pg")).isPresent();
            EmbeddedPostgres server = EmbeddedPostgres.start(settings);
            return checked(pool(settings, server.url(), server.user(), server.password()), server, !adopted);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("database: " + e.getMessage(), e);
        }
    }

    private static Databases checked(HikariDataSource pool, @Nullable EmbeddedPostgres server, boolean startedHere)
            throws SQLException {
        DurabilityCheck.require(pool);
        return new Databases(pool, server, startedHere);
    }

    private static HikariDataSource pool(
            DatabaseSettings settings, @Nullable String url, String user, String password) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(settings.poolSize());
        config.setMinimumIdle(2);
        config.setIdleTimeout(30_000);
        config.setConnectionTimeout(10_000);
        config.setPoolName("tongzhou");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("ApplicationName", "tongzhou");
        return new HikariDataSource(config);
    }

    public DataSource source() {
        return pool;
    }

    /** Leaves a server alone that another process had started: a command run beside the application must not stop it. */
    public void detach() {
        pool.close();
        if (startedHere && server != null) {
            server.close();
        }
    }

    @Override
    public void close() {
        pool.close();
        if (server != null) {
            server.close();
        }
    }
}

package org.tongzhou.database;

import java.io.IOException;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * The open database: the lanes to it, and the server behind them when it is ours. Closing closes the lanes first, and the
 * server when no other process uses it: a site, commands beside it, a second site started by mistake.
 */
public final class Databases implements AutoCloseable {
    private final Lanes lanes;
    private final Runnable leave;

    private Databases(Lanes lanes, Runnable leave) {
        this.lanes = lanes;
        this.leave = leave;
    }

    /** Starts or reaches the database of these settings and refuses it when its settings are not durable. */
    public static Databases open(DatabaseSettings settings) {
        try {
            if (settings.isExternal()) {
                return checked(Lanes.open(settings, settings.url(), settings.user(), settings.password()), () -> {});
            }
            return embedded(settings);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("database: " + e.getMessage(), e);
        }
    }

    private static Databases embedded(DatabaseSettings settings) throws IOException, SQLException {
        ServerUsers users = ServerUsers.enter(settings.home());
        Runnable leave = () -> users.leave(() -> {});
        try {
            EmbeddedPostgres server = EmbeddedPostgres.start(settings);
            leave = () -> users.leave(server::close);
            return checked(Lanes.open(settings, server.url(), server.user(), server.password()), leave);
        } catch (IOException | SQLException | RuntimeException e) {
            leave.run();
            throw e;
        }
    }

    private static Databases checked(Lanes lanes, Runnable leave) throws SQLException {
        DurabilityCheck.require(lanes);
        return new Databases(lanes, leave);
    }

    public DataSource source() {
        return lanes;
    }

    @Override
    public void close() {
        lanes.close();
        leave.run();
    }
}

package org.tongzhou.database;

import java.io.IOException;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The open database: the lanes to it, and the server behind them when it is ours. Closing closes the lanes first. */
public final class Databases implements AutoCloseable {
    private final Lanes lanes;
    private final @Nullable EmbeddedPostgres server;
    private final boolean startedHere;

    private Databases(Lanes lanes, @Nullable EmbeddedPostgres server, boolean startedHere) {
        this.lanes = lanes;
        this.server = server;
        this.startedHere = startedHere;
    }

    /** Starts or reaches the database of these settings and refuses it when its settings are not durable. */
    public static Databases open(DatabaseSettings settings) {
        try {
            if (settings.isExternal()) {
                return checked(Lanes.open(settings, settings.url(), settings.user(), settings.password()), null, false);
            }
            boolean adopted = Postmaster.live(settings.home().resolve("pg")).isPresent();
            EmbeddedPostgres server = EmbeddedPostgres.start(settings);
            return checked(Lanes.open(settings, server.url(), server.user(), server.password()), server, !adopted);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("database: " + e.getMessage(), e);
        }
    }

    private static Databases checked(Lanes lanes, @Nullable EmbeddedPostgres server, boolean startedHere)
            throws SQLException {
        DurabilityCheck.require(lanes);
        return new Databases(lanes, server, startedHere);
    }

    public DataSource source() {
        return lanes;
    }

    /** Leaves a server alone that another process had started: a command run beside the application must not stop it. */
    public void detach() {
        lanes.close();
        if (startedHere && server != null) {
            server.close();
        }
    }

    @Override
    public void close() {
        lanes.close();
        if (server != null) {
            server.close();
        }
    }
}

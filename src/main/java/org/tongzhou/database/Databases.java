package org.tongzhou.database;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.tongzhou.kernel.Refusal;

/**
 * The open database: the lanes to it, and the server behind them when it is ours. Closing closes the lanes first, and the
 * server when no other process uses it: a site, commands beside it, a second site started by mistake.
 */
public final class Databases implements AutoCloseable {
    private final Lanes lanes;
    private final Optional<KeptServer> ours;

    private Databases(Lanes lanes, Optional<KeptServer> ours) {
        this.lanes = lanes;
        this.ours = ours;
    }

    /** Starts or reaches the database of these settings and refuses it when its settings are not durable. */
    public static Databases open(DatabaseSettings settings) {
        try {
            return settings.isExternal() ? external(settings) : embedded(settings);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("database: " + e.getMessage(), e);
        }
    }

    /** For who would make none: refuses {@code fund_none} where one of our own is yet to be made. */
    public static Databases openMade(DatabaseSettings settings) {
        if (settings.isToBeMade()) {
            throw Refusal.conflict("fund_none", settings.place());
        }
        return open(settings);
    }

    private static Databases external(DatabaseSettings settings) throws SQLException {
        String url = Objects.requireNonNull(settings.url());
        return checked(Lanes.open(settings, () -> url, settings.user(), settings.password()), Optional.empty());
    }

    private static Databases embedded(DatabaseSettings settings) throws IOException, SQLException {
        KeptServer ours = KeptServer.start(settings);
        try {
            EmbeddedPostgres server = ours.server();
            Lanes lanes = Lanes.open(settings, () -> ours.server().url(), server.user(), server.password());
            return checked(lanes, Optional.of(ours));
        } catch (SQLException | RuntimeException e) {
            ours.leave();
            throw e;
        }
    }

    private static Databases checked(Lanes lanes, Optional<KeptServer> ours) throws SQLException {
        DurabilityCheck.require(lanes);
        return new Databases(lanes, ours);
    }

    public DataSource source() {
        return lanes;
    }

    /** Whoever is told to stop may see the server go first, which was told too: it is not wanted back. */
    @Override
    public void close() {
        ours.ifPresent(KeptServer::rest);
        lanes.close();
        ours.ifPresent(KeptServer::leave);
    }
}

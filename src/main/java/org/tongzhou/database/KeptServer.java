package org.tongzhou.database;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tongzhou.kernel.Refusal;

/**
 * The server of our own while this process uses it: one that crashed or was killed is started again, for as long as it takes,
 * since a full disk may be empty in an hour. Started again it listens elsewhere, so that its address is asked for each time.
 */
final class KeptServer {
    private static final Logger LOG = LoggerFactory.getLogger(KeptServer.class);

    /** Who ends sooner than this ends in a row, and is waited with twice as long each time, up to this. */
    private static final Duration SOON = Duration.ofMinutes(1);

    private static final Duration LOG_IS_LOOKED_AT = Duration.ofHours(1);

    private final DatabaseSettings settings;
    private final ServerUsers users;
    private final CompletableFuture<Void> resting = new CompletableFuture<>();
    private final Thread watch = new Thread(this::watch, "postgres");
    private volatile EmbeddedPostgres server;

    private KeptServer(DatabaseSettings settings, ServerUsers users, EmbeddedPostgres server) {
        this.settings = settings;
        this.users = users;
        this.server = server;
    }

    /** Refuses {@code database_not_shipped} before anything is made; else as {@link EmbeddedPostgres#start}. */
    static KeptServer start(DatabaseSettings settings) throws IOException {
        PostgresBinaries.requirePlatform();
        ServerUsers users = ServerUsers.enter(settings.home());
        try {
            KeptServer kept = new KeptServer(settings, users, EmbeddedPostgres.start(settings));
            kept.watch.setDaemon(true);
            kept.watch.start();
            return kept;
        } catch (IOException | RuntimeException notStarted) {
            users.leave(() -> {});
            throw notStarted;
        }
    }

    EmbeddedPostgres server() {
        return server;
    }

    private void watch() {
        int inARow = 0;
        boolean runs = true;
        while (!resting.isDone()) {
            long since = System.nanoTime();
            if (runs) {
                awaitEnd();
            }
            inARow = System.nanoTime() - since > SOON.toNanos() ? 0 : inARow + 1;
            if (!isDone(resting, pause(inARow))) {
                runs = startAgain();
            }
        }
    }

    private void awaitEnd() {
        Optional<ProcessHandle> process = ProcessHandle.of(server.pid());
        if (process.isPresent()) {
            CompletableFuture<Object> end =
                    CompletableFuture.anyOf(process.get().onExit(), resting);
            while (!isDone(end, LOG_IS_LOOKED_AT)) {
                server.rollLog();
            }
        }
    }

    private static Duration pause(int inARow) {
        return inARow < 2 ? Duration.ZERO : Duration.ofSeconds(Math.min(SOON.toSeconds(), 1L << Math.min(inARow, 10)));
    }

    private static boolean isDone(CompletableFuture<?> awaited, Duration atMost) {
        try {
            awaited.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        } catch (InterruptedException | ExecutionException nobodyDoes) {
            throw new IllegalStateException(nobodyDoes);
        }
    }

    /** Never makes a new database where the old one is gone: an empty one would stand in its way when it is put back. */
    private boolean startAgain() {
        LOG.error("PostgreSQL, process {}, is gone though nobody stopped it; starting it again", server.pid());
        try {
            server = EmbeddedPostgres.startAgain(settings);
            LOG.warn("PostgreSQL is there again, process {}", server.pid());
            return true;
        } catch (Refusal why) {
            LOG.error("PostgreSQL does not start, {} {}; tried again within a minute", why.code(), why.details());
        } catch (IOException | RuntimeException why) {
            LOG.error("PostgreSQL does not start; tried again within a minute", why);
        }
        return false;
    }

    /** From now on nobody starts it again; a start on its way is waited for. */
    void rest() {
        resting.complete(null);
        try {
            watch.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** To be called when no connection is left: stops the server when no other process uses it. */
    void leave() {
        rest();
        users.leave(() -> server.close());
    }
}

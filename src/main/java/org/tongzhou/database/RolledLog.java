package org.tongzhou.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A log that another process holds open to add to it. Once large, what it says is copied into a file beside it and cut off: to
 * rename it would not make the other write elsewhere. A line that comes in between may be lost.
 */
final class RolledLog {
    private static final Logger LOG = LoggerFactory.getLogger(RolledLog.class);

    /** As the site's own log. */
    static final long LARGE = 20_000_000;

    /** About a year of a server that has nothing to complain of. */
    static final int KEPT = 5;

    private RolledLog() {}

    /** A log that cannot be rolled is no reason not to start, nor to stop. */
    static void roll(Path log) {
        try {
            if (Files.exists(log) && Files.size(log) > LARGE) {
                moveAside(log);
            }
        } catch (IOException notNow) {
            LOG.warn("{} has grown large and could not be copied aside: {}", log, notNow.toString());
        }
    }

    /** The copy first: on a full disk it fails, and no older log is to go for it. */
    private static void moveAside(Path log) throws IOException {
        Path copy = log.resolveSibling(log.getFileName() + ".copy");
        Files.copy(log, copy, StandardCopyOption.REPLACE_EXISTING);
        for (int n = KEPT; n > 1; n--) {
            if (Files.exists(older(log, n - 1))) {
                Files.move(older(log, n - 1), older(log, n), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.move(copy, older(log, 1), StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel written = FileChannel.open(log, StandardOpenOption.WRITE)) {
            written.truncate(0);
        }
    }

    static Path older(Path log, int n) {
        return log.resolveSibling(log.getFileName() + "." + n);
    }
}

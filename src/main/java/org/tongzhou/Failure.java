package org.tongzhou;

import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.PortInUseException;
import org.tongzhou.database.LostDatabase;
import org.tongzhou.kernel.Busy;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.shell.Words;

/** Why something was not done, in one sentence for whoever runs the system, instead of a trace. */
final class Failure {
    /** PostgreSQL's code of a full disk. */
    private static final String FULL = "53100";

    private Failure() {}

    /** The sentence of what a person can mend; of all else what the innermost cause says. */
    static String sentence(Throwable why, Words words) {
        Refusal known = known(why);
        return known == null
                ? words.say("command.failed", plain(root(why)))
                : words.say("refusal." + known.code(), known.details().toArray());
    }

    /** What a person can mend, somewhere among the causes; null when there is no such thing. */
    static @Nullable Refusal known(Throwable why) {
        for (Throwable cause = why; cause != null; cause = cause.getCause()) {
            Refusal known = refusal(cause);
            if (known != null) {
                return known;
            }
        }
        return null;
    }

    private static @Nullable Refusal refusal(Throwable cause) {
        if (cause instanceof Refusal refusal) {
            return refusal;
        }
        if (cause instanceof Busy busy) {
            return Refusal.conflict(busy.code());
        }
        if (isDiskFull(cause)) {
            return Refusal.conflict("disk_full", firstLine(String.valueOf(cause.getMessage())));
        }
        if (cause instanceof FileSystemException unusable) {
            String reason = Objects.requireNonNullElse(
                    unusable.getReason(), unusable.getClass().getSimpleName());
            return Refusal.conflict("file_unusable", unusable.getFile(), reason);
        }
        if (cause instanceof PortInUseException busy) {
            return Refusal.conflict("port_in_use", Integer.toString(busy.getPort()));
        }
        if (cause instanceof SQLException lost && LostDatabase.isLost(lost)) {
            return Refusal.conflict("database_lost", plain(lost));
        }
        return cause instanceof PoolInitializationException
                ? Refusal.conflict("database_unreachable", plain(root(cause)))
                : null;
    }

    private static boolean isDiskFull(Throwable cause) {
        return cause instanceof SQLException database && FULL.equals(database.getSQLState())
                || cause instanceof IOException
                        && String.valueOf(cause.getMessage()).contains("No space left on device");
    }

    /** Hints of PostgreSQL follow. */
    private static String firstLine(String said) {
        return said.lines().findFirst().orElse(said);
    }

    private static Throwable root(Throwable why) {
        Throwable cause = why;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** Where an exception's message is only a word, or nothing, its kind says what is the matter. */
    private static String plain(Throwable root) {
        String said = root.getMessage();
        return said == null || root instanceof RuntimeException
                ? root.getClass().getSimpleName() + ": " + said
                : said;
    }
}

package org.tongzhou;

import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.shell.Words;

/** Why something was not done, in one sentence for whoever runs the system, instead of a trace. */
final class Failure {
    private Failure() {}

    /** The sentence of what a person can mend; of all else what the innermost cause says. */
    static String sentence(Throwable why, Words words) {
        Throwable known = known(why);
        if (known instanceof Refusal refusal) {
            return words.say("refusal." + refusal.code(), refusal.details().toArray());
        }
        String cause = plain(root(why));
        return words.say(known == null ? "command.failed" : "refusal.database_unreachable", cause);
    }

    /** What says itself what is to be done, somewhere among the causes; null when nothing does. */
    static @Nullable Throwable known(Throwable why) {
        for (Throwable cause = why; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal || cause instanceof PoolInitializationException) {
                return cause;
            }
        }
        return null;
    }

    private static Throwable root(Throwable why) {
        Throwable cause = why;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** Where an exception's message is only a path, or nothing, its kind says what is the matter. */
    private static String plain(Throwable root) {
        String said = root.getMessage();
        boolean bare = root instanceof NoSuchFileException
                || root instanceof AccessDeniedException
                || root instanceof RuntimeException;
        return said == null || bare ? root.getClass().getSimpleName() + ": " + said : said;
    }
}

package org.tongzhou.backup;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LoggingSystem;
import org.tongzhou.audit.Restored;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.database.Databases;
import org.tongzhou.shell.Words;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code backup DIR}, {@code restore DIR} and {@code recovered TIME}: 0 done, 2 refused in words or papers were lost, 64 wrong
 * usage; the answer is JSON.
 */
public final class BackupCommand {
    private static final int REFUSED = 2;
    private static final int WRONG_USAGE = 64;
    private static final int NAMED = 20;

    private final PrintStream out;
    private final PrintStream err;
    private final Words words;
    private final Map<String, String> environment;

    public BackupCommand(PrintStream out, PrintStream err, Words words, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.words = words;
        this.environment = environment;
    }

    /** Makes each room's schema at the version given and leaves out rooms without one; with none given, all at their latest. */
    public interface Schemas {
        void make(DataSource source, Map<String, String> versions);
    }

    /** Beside the running application or without it; {@code fits} refuses a database without a fund or of another version. */
    public int backup(String[] args, Consumer<DataSource> fits) {
        return inDirectory(args, "backup.usage", Databases::openMade, (source, directory) -> {
            fits.accept(source);
            return backup(source, directory, Instant.now());
        });
    }

    /** Into an empty database; {@code schemas} makes the rooms' schemas at given versions. */
    public int restore(String[] args, Schemas schemas) {
        return inDirectory(
                args,
                "backup.restore.usage",
                Databases::open,
                (source, directory) -> restore(source, directory, schemas, Instant.now()));
    }

    /**
     * After PostgreSQL itself has recovered to the point in time given ({@code 2026-11-21T06:53:51Z}): the files of heads, which
     * know a longer chain, are set aside and kept, and each fund's trail says so. With the site down.
     */
    public int recovered(String[] args, Consumer<DataSource> fits) {
        Instant to = args.length == 1 ? instant(args[0]) : null;
        if (to == null) {
            err.println(words.say("backup.recovered.usage"));
            return WRONG_USAGE;
        }
        return inDirectory(args, "backup.recovered.usage", Databases::openMade, (source, none) -> {
            fits.accept(source);
            return recovered(source, to, Instant.now());
        });
    }

    private static @Nullable Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException noInstant) {
            return null;
        }
    }

    int recovered(DataSource source, Instant to, Instant now) throws IOException {
        new Restored(environment).setHeadsAside(now);
        GivenOut.moveOn(source, now);
        Restored.recovered(source, to, now);
        err.println(words.say("backup.recovered.done"));
        answer(Map.of("recovered", to.toString()));
        return 0;
    }

    /** Papers that the disk has lost are named and counted; the backup of all else stands. */
    int backup(DataSource source, Path directory, Instant now) throws SQLException, IOException {
        Backup.Written written;
        try (Connection connection = source.getConnection()) {
            written = new Backup(papers(), new Progress(err, words, "backup")).write(connection, directory, now);
        }
        Restored.backedUp(source, written.hash(), now);
        String place = directory.toAbsolutePath().toString();
        err.println(words.say("backup.done", place));
        int lost = written.lost().size();
        if (lost > 0) {
            String names = String.join("\n  ", written.lost().subList(0, Math.min(lost, NAMED)));
            err.println(words.say("backup.lost", lost, names));
        }
        answer(Map.of("backup", place, "sha256", written.hash(), "lost", lost));
        return lost == 0 ? 0 : REFUSED;
    }

    int restore(DataSource source, Path directory, Schemas schemas, Instant now) throws SQLException, IOException {
        Restored books = new Restored(environment);
        new Restore(papers(), books, new Progress(err, words, "restore")).run(source, directory, schemas, now);
        schemas.make(source, Map.of());
        err.println(words.say("backup.restore.done"));
        answer(Map.of("restored", directory.toAbsolutePath().toString()));
        return 0;
    }

    private Path papers() {
        return DatabaseSettings.fromEnvironment(environment).home().resolve("files");
    }

    private void answer(Map<String, ?> answer) {
        out.println(JsonMapper.builder().build().writeValueAsString(answer));
    }

    private interface Work {
        int in(DataSource source, Path directory) throws SQLException, IOException;
    }

    /** What is restored may go into a database that is made for it; nothing else makes one. */
    private int inDirectory(String[] args, String usage, Function<DatabaseSettings, Databases> opening, Work work) {
        if (args.length != 1 || args[0].isBlank() || args[0].startsWith("-")) {
            err.println(words.say(usage));
            return WRONG_USAGE;
        }
        LoggingSystem.get(BackupCommand.class.getClassLoader()).beforeInitialize();
        Databases databases = opening.apply(DatabaseSettings.fromEnvironment(environment));
        try {
            return work.in(databases.source(), Path.of(args[0]));
        } catch (BackupRefused e) {
            err.println(words.say("backup.refused." + e.code(), e.details()));
            return REFUSED;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            databases.close();
        }
    }
}

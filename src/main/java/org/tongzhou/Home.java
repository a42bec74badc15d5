package org.tongzhou;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.access.FundsOnFile;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.kernel.Refusal;

/** The data directory, tried before the log is opened in it, which would say in a trace that it cannot. */
final class Home {
    /** The site's, and that of commands. */
    private static final List<String> LOGS = List.of("tongzhou.log", "import.log");

    private Home() {}

    /**
     * Refuses {@code home_of_another_database} where papers or heads lie and a database is yet to be made: they are of a fund whose
     * database is elsewhere or lost, and a new one's site would clear away what its rows do not name.
     */
    static void requireOwn(DatabaseSettings settings) throws IOException {
        if (settings.isToBeMade() && holdsAFunds(settings.home())) {
            throw Refusal.conflict("home_of_another_database", settings.home().toString());
        }
    }

    /** Asked where there is a database: refuses {@code home_of_another_fund} where it holds no fund, and papers or heads lie. */
    static void requireOwn(DatabaseSettings settings, DataSource source) {
        RoomMigrations.requireWhole(JdbcClient.create(source));
        try {
            if (FundsOnFile.of(source).isEmpty() && holdsAFunds(settings.home())) {
                throw Refusal.conflict("home_of_another_fund", settings.home().toString(), settings.place());
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean holdsAFunds(Path home) throws IOException {
        return holdsAny(home.resolve("files")) || holdsAny(home.resolve("heads"));
    }

    private static boolean holdsAny(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (Stream<Path> below = Files.walk(directory)) {
            return below.anyMatch(Files::isRegularFile);
        }
    }

    /** A command that was given as another user may have begun it. */
    private static void requireWritable(Path log) throws IOException {
        if (Files.exists(log) && !(Files.isRegularFile(log) && Files.isWritable(log))) {
            throw new AccessDeniedException(log.toString());
        }
    }

    static void requireWritable(Map<String, String> environment) {
        try {
            Path home = DatabaseSettings.fromEnvironment(environment).home();
            for (Path directory : List.of(home, home.resolve("logs"))) {
                Files.delete(Files.createTempFile(Files.createDirectories(directory), "start", ".try"));
            }
            for (String log : LOGS) {
                requireWritable(home.resolve("logs").resolve(log));
            }
        } catch (IOException notWritable) {
            throw new UncheckedIOException(notWritable);
        }
    }
}

package org.tongzhou;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.access.FundsOnFile;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.kernel.Refusal;

/** The data directory, tried before the log is opened in it, which would say in a trace that it cannot. */
final class Home {
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

    static void requireWritable(Map<String, String> environment) {
        try {
            Path home = Files.createDirectories(
                    DatabaseSettings.fromEnvironment(environment).home());
            Files.delete(Files.createTempFile(home, "start", ".try"));
        } catch (IOException notWritable) {
            throw new UncheckedIOException(notWritable);
        }
    }
}

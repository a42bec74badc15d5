package org.tongzhou;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

    /** Asked where there is a database: refuses {@code home_of_another_fund} where no fund is begun in it, and papers or heads lie. */
    static void requireOwn(DatabaseSettings settings, DataSource source) {
        RoomMigrations.requireWhole(JdbcClient.create(source));
        try {
            if (!isBegun(source) && holdsAFunds(settings.home())) {
                throw Refusal.conflict("home_of_another_fund", settings.home().toString(), settings.place());
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Plans and units are audited, and what is sealed of that lies as heads, before the first account is made. */
    private static boolean isBegun(DataSource source) {
        JdbcClient jdbc = JdbcClient.create(source);
        return !FundsOnFile.of(source).isEmpty()
                || is(jdbc, "to_regclass('audit.entry') is not null") && is(jdbc, "exists (select from audit.entry)");
    }

    private static boolean is(JdbcClient jdbc, String so) {
        return jdbc.sql("select " + so).query(Boolean.class).single();
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

    /** {@code log} is the name of the one that is about to be written; nobody is held up by another's. */
    static void requireWritable(Map<String, String> environment, String log) {
        try {
            Path home = DatabaseSettings.fromEnvironment(environment).home();
            for (Path directory : List.of(home, home.resolve("logs"))) {
                Files.delete(Files.createTempFile(Files.createDirectories(directory), "start", ".try"));
            }
            requireAppendable(home.resolve("logs").resolve(log));
        } catch (IOException notWritable) {
            throw new UncheckedIOException(notWritable);
        }
    }

    /** It may have been begun as another user, and need be no plain file: some lead it to where a container's output goes. */
    private static void requireAppendable(Path log) throws IOException {
        if (Files.exists(log)) {
            Files.newOutputStream(log, StandardOpenOption.APPEND).close();
        }
    }
}

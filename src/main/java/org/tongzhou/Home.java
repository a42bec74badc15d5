package org.tongzhou;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
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
        Path home = settings.home();
        if (settings.isToBeMade() && (holdsAny(home.resolve("files")) || holdsAny(home.resolve("heads")))) {
            throw Refusal.conflict("home_of_another_database", home.toString());
        }
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

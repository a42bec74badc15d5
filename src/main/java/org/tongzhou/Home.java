package org.tongzhou;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.tongzhou.database.DatabaseSettings;

/** The data directory, tried before the log is opened in it, which would say in a trace that it cannot. */
final class Home {
    private Home() {}

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

package org.tongzhou.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What PostgreSQL writes into its log from a moment on: one that does not start says why in there. */
record ServerLog(Path file, long from) {
    private static final Pattern GRAVE = Pattern.compile("(?:FATAL|PANIC|error): +(.*)");

    /** A killed server's memory goes away by itself, another start's lock becomes a server, another port is free. */
    private static final Pattern PASSES = Pattern.compile(
            "is still in use|lock file .* (?:already exists|is empty)|could not create any TCP/IP sockets");

    static ServerLog fromNow(Path file) throws IOException {
        return new ServerLog(file, Files.exists(file) ? Files.size(file) : 0);
    }

    boolean mayPass() throws IOException {
        return PASSES.matcher(written()).find();
    }

    /** The first grave thing, which others follow from; else the last line. */
    String complaint() throws IOException {
        String written = written();
        Matcher grave = GRAVE.matcher(written);
        return grave.find() ? grave.group(1) : written.lines().reduce("", (before, line) -> line);
    }

    private String written() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(from);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

package org.tongzhou.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The plan files that ship with the product; {@code plans/index.txt} names them, one a line. */
final class Shipped {
    private Shipped() {}

    /** File name to text, in the order of the index. */
    static Map<String, String> plans() {
        Map<String, String> files = new LinkedHashMap<>();
        text("index.txt")
                .orElse("")
                .lines()
                .filter(name -> !name.isBlank())
                .forEach(name -> files.put(
                        name,
                        text(name).orElseThrow(() -> new IllegalStateException("plans/" + name + " is missing"))));
        return files;
    }

    static Optional<String> text(String name) {
        try (InputStream in = Shipped.class.getResourceAsStream("/plans/" + name)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

package org.tongzhou.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The plan files that ship with the product: the reference province's in {@code plans}, other regions' in {@code
 * plans/sets/<set>}, the sets named in {@code plans/sets/index.txt}. In each folder {@code index.txt} names the files.
 */
final class Shipped {
    static final String REFERENCE = "reference";

    private Shipped() {}

    /** The names of the sets, the reference province's first. */
    static List<String> sets() {
        return Stream.concat(Stream.of(REFERENCE), lines("sets/index.txt")).toList();
    }

    /** File name to text, in the order of the set's index; throws when there is no such set. */
    static Map<String, String> plans(String set) {
        if (!sets().contains(set)) {
            throw new IllegalArgumentException("no plan set " + set + "; there are " + String.join(", ", sets()));
        }
        String folder = set.equals(REFERENCE) ? "" : "sets/" + set + "/";
        Map<String, String> files = new LinkedHashMap<>();
        lines(folder + "index.txt")
                .forEach(name -> files.put(
                        name,
                        text(folder + name)
                                .orElseThrow(
                                        () -> new IllegalStateException("plans/" + folder + name + " is missing"))));
        return files;
    }

    private static Stream<String> lines(String name) {
        return text(name).orElse("").lines().filter(line -> !line.isBlank());
    }

    static Optional<String> text(String name) {
        try (InputStream in = Shipped.class.getResourceAsStream("/plans/" + name)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

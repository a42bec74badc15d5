package org.tongzhou.document;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Names of provinces, cities and counties, with which most hospitals' names begin. */
final class PlaceNames {
    private static final List<String> FILES = List.of("provinces", "cities", "areas");
    private static final int SHORTEST = 3;
    private static final Set<String> NAMES = load();

    private PlaceNames() {}

    /** The name with its place put right, when it is one letter away from exactly one place and from no place at all. */
    static Optional<String> mended(String hospital) {
        Set<String> near = new HashSet<>();
        for (int length = SHORTEST; length <= Math.min(8, hospital.length()); length++) {
            String start = hospital.substring(0, length);
            if (NAMES.contains(start) || NAMES.contains(start.substring(0, length - 1))) {
                return Optional.empty();
            }
            NAMES.stream()
                    .filter(name -> name.length() == start.length() && PrintLines.differences(name, start) == 1)
                    .filter(name -> name.charAt(name.length() - 1) == start.charAt(start.length() - 1))
                    .map(name -> name + hospital.substring(name.length()))
                    .forEach(near::add);
        }
        return near.size() == 1 ? Optional.of(near.iterator().next()) : Optional.empty();
    }

    private static Set<String> load() {
        Set<String> names = new HashSet<>();
        for (String file : FILES) {
            InputStream in =
                    Objects.requireNonNull(PlaceNames.class.getResourceAsStream("/divisions/" + file + ".csv"));
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                lines.lines().skip(1).forEach(line -> names.add(line.split(",")[1].replace("\"", "")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return names;
    }
}

package org.tongzhou.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files and directories that a killed process left before they got their name. Whoever makes another of the kind clears them: by
 * names that only we give, and when nothing in them was written for longer than anybody who lives writes nothing.
 */
public final class Leftovers {
    private static final Duration STILL = Duration.ofHours(1);

    private static final SecureRandom RANDOM = new SecureRandom();

    private Leftovers() {}

    /** What is to become {@code whole} is made under this name, which nobody else has. */
    public static Path unfinished(Path whole, String ending) {
        String name = whole.getFileName() + "." + HexFormat.of().toHexDigits(RANDOM.nextLong()) + ending;
        return whole.resolveSibling(name);
    }

    /** Clears those of that ending that killed processes left beside {@code whole}, whatever they were to become. */
    public static List<Path> clearUnfinished(Path whole, String ending, Instant now) {
        Pattern names = Pattern.compile(".+[.][0-9a-f]{16}" + Pattern.quote(ending));
        return clear(Objects.requireNonNull(whole.toAbsolutePath().getParent()), names, now);
    }

    /** Answers what was removed; what cannot be seen or removed stays, as that is nobody's errand. */
    public static List<Path> clear(Path directory, Pattern names, Instant now) {
        return clear(directory, entry -> isNamed(entry, names), now);
    }

    /** As {@link #clear}, where we leave no directories. */
    public static List<Path> clearFiles(Path directory, Pattern names, Instant now) {
        return clear(
                directory,
                entry -> isNamed(entry, names) && Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS),
                now);
    }

    private static boolean isNamed(Path entry, Pattern names) {
        return names.matcher(String.valueOf(entry.getFileName())).matches();
    }

    private static List<Path> clear(Path directory, Predicate<Path> ours, Instant now) {
        List<Path> cleared = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (ours.test(entry) && isCleared(entry, now.minus(STILL))) {
                    cleared.add(entry);
                }
            }
        } catch (IOException | DirectoryIteratorException goneMeanwhileOrNotOurs) {
            return cleared;
        }
        return cleared;
    }

    private static boolean isCleared(Path entry, Instant since) {
        try {
            boolean still = standsStill(entry, since);
            if (still) {
                remove(entry);
            }
            return still;
        } catch (IOException | UncheckedIOException stays) {
            return false;
        }
    }

    /** Links are not followed. */
    private static boolean standsStill(Path tree, Instant since) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Instant written = Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS)
                        .toInstant();
                if (!written.isBefore(since)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Of who gives up: what cannot be removed now is cleared by the next. */
    public static void discard(Path tree) {
        try {
            remove(tree);
        } catch (IOException | UncheckedIOException stays) {
            return;
        }
    }

    private static void remove(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}

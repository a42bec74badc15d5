package org.tongzhou.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tongzhou.kernel.Terminal;

/**
 * The set of plans that an operator names: one that ships with the product, by its name, or a directory, whose {@code .yaml}
 * files are the set.
 */
public final class PlanSets {
    private PlanSets() {}

    /** File name to text; throws {@link IllegalArgumentException}, in words of the terminal's language, when the set is none or has faults. */
    public static Map<String, String> files(String named) {
        if (PlanBook.shippedSets().contains(named)) {
            return PlanBook.shippedFiles(named);
        }
        Map<String, String> files = new LinkedHashMap<>();
        for (TextFile file : texts(directory(named))) {
            file.fault().ifPresent(fault -> requireNone(List.of(fault)));
            files.put(Path.of(file.name()).getFileName().toString(), file.text());
        }
        requireNone(PlanBook.parseAccepted(files).faults());
        return files;
    }

    /** The versions of a set; throws as {@link #files}. */
    public static PlanBook book(String named) {
        return PlanBook.parseAccepted(files(named)).book().orElseThrow();
    }

    private static Path directory(String named) {
        try {
            Path directory = Path.of(named);
            if (Files.isDirectory(directory)) {
                return directory;
            }
        } catch (InvalidPathException noPath) {
            // said below
        }
        throw unusable("plan.set.none", named, String.join(", ", PlanBook.shippedSets()));
    }

    private static List<TextFile> texts(Path directory) {
        try (Stream<Path> inside = Files.list(directory)) {
            List<TextFile> texts = inside.filter(file -> file.toString().endsWith(".yaml") && Files.isRegularFile(file))
                    .sorted()
                    .map(TextFile::read)
                    .toList();
            if (texts.isEmpty()) {
                throw unusable("plan.set.empty");
            }
            return texts;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Throws {@link IllegalArgumentException} in words of the terminal's language where there are faults. */
    public static void requireNone(List<PlanFault> faults) {
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(faults.stream()
                    .map(fault -> fault.sentence(Terminal.language()))
                    .collect(Collectors.joining("; ")));
        }
    }

    private static IllegalArgumentException unusable(String key, Object... arguments) {
        String pattern =
                ResourceBundle.getBundle("messages.plan", Terminal.language()).getString(key);
        return new IllegalArgumentException(new MessageFormat(pattern, Terminal.language()).format(arguments));
    }
}

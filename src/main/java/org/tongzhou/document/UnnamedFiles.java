package org.tongzhou.document;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.kernel.FundId;

/**
 * Sealed files that no row names: of papers that were refused once they lay on the disk, or of a process that was killed before
 * its row was committed. They are set aside when they are a day old and removed thirty days later; what a row names after all,
 * as after a restore of another day, comes back. One instance at a time.
 */
@Component
class UnnamedFiles {
    static final Duration AGE = Duration.ofDays(1);
    static final Duration KEPT_ASIDE = Duration.ofDays(30);

    private static final String ASIDE = "aside";
    private static final String FOLDERS = "[0-9a-f][0-9a-f]";

    private final Path root;
    private final PaperStore papers;

    UnnamedFiles(DatabaseSettings settings, PaperStore papers) {
        this.root = settings.home().resolve("files");
        this.papers = papers;
    }

    /** How many files were set aside, came back, and were removed, unfinished ones included. */
    record Swept(int aside, int back, int removed) {}

    /** Where no row names any file, it is the database that is another's: nothing is cleared. */
    Swept sweep(FundId fund, Instant now) {
        Path own = root.resolve(Integer.toString(fund.code()));
        if (!Files.isDirectory(own) || !papers.namesAny(fund)) {
            return new Swept(0, 0, 0);
        }
        try {
            int back = bringBack(fund, own.resolve(ASIDE));
            int aside = 0;
            int removed = 0;
            for (Path folder : entries(own, FOLDERS)) {
                removed += removeOld(entries(folder, PaperFiles.UNFINISHED), now.minus(AGE));
                aside += setAside(fund, folder, now);
            }
            back += bringBack(fund, own.resolve(ASIDE));
            removed += removeOld(entries(own.resolve(ASIDE), "*"), now.minus(KEPT_ASIDE));
            return new Swept(aside, back, removed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file that is put anew has a new time at once: it is looked at right before it goes. */
    private int setAside(FundId fund, Path folder, Instant now) throws IOException {
        List<Path> files = entries(folder, "*").stream()
                .filter(file -> FileStore.isKept(file) && isOlder(file, now.minus(AGE)))
                .toList();
        Set<String> named = papers.named(fund, names(files));
        int count = 0;
        for (Path file : files) {
            if (!named.contains(name(file)) && isOlder(file, now.minus(AGE))) {
                Path aside =
                        Files.createDirectories(folder.resolveSibling(ASIDE)).resolve(name(file));
                Files.setLastModifiedTime(file, FileTime.from(now));
                Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                count++;
            }
        }
        return count;
    }

    /**
     * Asked before anything else, and after all have been set aside: what was committed meanwhile is among them. What was put anew
     * stays: it is as good as what lies aside, or better.
     */
    private int bringBack(FundId fund, Path aside) throws IOException {
        List<Path> kept = entries(aside, "*").stream().filter(FileStore::isKept).toList();
        Set<String> named = papers.named(fund, names(kept));
        for (String name : named) {
            Path place = Files.createDirectories(aside.resolveSibling(name.substring(0, 2)))
                    .resolve(name);
            if (Files.exists(place)) {
                Files.delete(aside.resolve(name));
            } else {
                Files.move(aside.resolve(name), place, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return named.size();
    }

    private static int removeOld(List<Path> files, Instant before) throws IOException {
        int count = 0;
        for (Path file : files) {
            if (isOlder(file, before)) {
                Files.delete(file);
                count++;
            }
        }
        return count;
    }

    private static List<Path> entries(Path folder, String glob) throws IOException {
        List<Path> entries = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, glob)) {
                found.forEach(entries::add);
            }
        }
        return entries;
    }

    private static boolean isOlder(Path file, Instant than) {
        File plain = file.toFile();
        return plain.lastModified() > 0 && plain.lastModified() < than.toEpochMilli();
    }

    private static List<String> names(List<Path> files) {
        return files.stream().map(UnnamedFiles::name).toList();
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}

package org.tongzhou.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tongzhou.kernel.Disk;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Leftovers;

/**
 * Heads of the chains outside the database: {@code <fund>-<book>.heads} has a line a day and only grows, for printing or
 * copying to another place; {@code <fund>-<book>.latest} is the newest seal, so that rows cut off the end are missed
 * before the day is over.
 */
final class HeadFiles {
    private static final HexFormat HEX = HexFormat.of();

    /** As the names of {@link Files#createTempFile} are. */
    private static final Pattern UNFINISHED = Pattern.compile("latest\\d+[.]new");

    private final Path directory;

    HeadFiles(Path directory) {
        this.directory = directory;
    }

    Optional<Head> latest(FundId fund, String book) {
        Path file = file(fund, book, "latest");
        return heads(file, text(file)).stream().findFirst();
    }

    List<Head> daily(FundId fund, String book) {
        Path file = dailyFile(fund, book);
        return heads(file, finished(file));
    }

    Path dailyFile(FundId fund, String book) {
        return file(fund, book, "heads");
    }

    /** Replaces the file whole, unless it holds a later seal already. */
    synchronized void keepLatest(FundId fund, String book, Head head) {
        if (latest(fund, book).filter(kept -> kept.seq() >= head.seq()).isPresent()) {
            return;
        }
        try {
            Disk.make(directory);
            Path fresh = Files.createTempFile(directory, "latest", ".new");
            try {
                Disk.write(fresh, bytes(line(head)));
                Files.move(
                        fresh,
                        file(fund, book, "latest"),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
                Disk.force(directory);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds the days that the file does not have yet. */
    synchronized void addDaily(FundId fund, String book, List<Head> heads) {
        List<Head> kept = daily(fund, book);
        LocalDate last =
                kept.isEmpty() ? LocalDate.MIN : kept.get(kept.size() - 1).day();
        StringBuilder lines = new StringBuilder();
        heads.stream().filter(head -> head.day().isAfter(last)).forEach(head -> lines.append(line(head)));
        if (lines.isEmpty()) {
            return;
        }
        try {
            Disk.make(directory);
            Path file = dailyFile(fund, book);
            Disk.write(file, finished(file).length(), bytes(lines.toString()));
            Disk.force(directory);
            Leftovers.clear(
                    directory, UNFINISHED, Files.getLastModifiedTime(file).toInstant());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Funds that have a file of a book. */
    List<FundId> funds(String book) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\d{2}-" + book + "[.](heads|latest)"))
                    .map(name -> new FundId(Integer.parseInt(name.substring(0, 2))))
                    .distinct()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(FundId fund, String book, String ending) {
        return directory.resolve(fund.code() + "-" + book + "." + ending);
    }

    private static String line(Head head) {
        return head.day() + " " + head.seq() + " " + HEX.formatHex(head.hash()) + "\n";
    }

    /** A last line that breaks off is of a process killed while it wrote: no head, and the next export writes over it. */
    private static String finished(Path file) {
        String text = text(file);
        return text.substring(0, text.lastIndexOf('\n') + 1);
    }

    /** A character a byte, whatever lies there. */
    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Head> heads(Path file, String text) {
        try {
            return text.lines().map(HeadFiles::head).toList();
        } catch (RuntimeException e) {
            throw new Unreadable(file, e);
        }
    }

    private static Head head(String line) {
        String[] parts = line.split(" ", -1);
        return new Head(LocalDate.parse(parts[0]), Long.parseLong(parts[1]), HEX.parseHex(parts[2]));
    }

    private static byte[] bytes(String lines) {
        return lines.getBytes(StandardCharsets.US_ASCII);
    }

    /** A whole line that is none of ours: the file was damaged, or somebody else wrote it. */
    static final class Unreadable extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        private final String file;

        private Unreadable(Path file, RuntimeException why) {
            super("not a file of heads: " + file, why);
            this.file = file.toString();
        }

        String file() {
            return file;
        }
    }
}

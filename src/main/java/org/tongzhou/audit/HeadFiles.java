package org.tongzhou.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tongzhou.kernel.FundId;

/**
 * Heads of the chains outside the database: {@code <fund>-<book>.heads} has a line a day and only grows, for printing or
 * copying to another place; {@code <fund>-<book>.latest} is the newest seal, so that rows cut off the end are missed
 * before the day is over.
 */
final class HeadFiles {
    private static final HexFormat HEX = HexFormat.of();

    private final Path directory;

    HeadFiles(Path directory) {
        this.directory = directory;
    }

    Optional<Head> latest(FundId fund, String book) {
        return read(file(fund, book, "latest")).stream().findFirst();
    }

    List<Head> daily(FundId fund, String book) {
        return read(file(fund, book, "heads"));
    }

    /** Replaces the file whole, unless it holds a later seal already. */
    synchronized void keepLatest(FundId fund, String book, Head head) {
        if (latest(fund, book).filter(kept -> kept.seq() >= head.seq()).isPresent()) {
            return;
        }
        try {
            Path fresh = Files.createTempFile(Files.createDirectories(directory), "latest", ".new");
            write(fresh, line(head), StandardOpenOption.TRUNCATE_EXISTING);
            Files.move(
                    fresh,
                    file(fund, book, "latest"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
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
            Files.createDirectories(directory);
            write(file(fund, book, "heads"), lines.toString(), StandardOpenOption.APPEND);
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

    private static List<Head> read(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            List<Head> heads = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                String[] parts = line.split(" ", -1);
                heads.add(new Head(LocalDate.parse(parts[0]), Long.parseLong(parts[1]), HEX.parseHex(parts[2])));
            }
            return heads;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            throw new IllegalStateException("not a file of heads: " + file, e);
        }
    }

    private static void write(Path file, String text, StandardOpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }
}

package org.tongzhou.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.tongzhou.kernel.Disk;
import org.tongzhou.kernel.Sha256;

/**
 * Copies the papers that a snapshot of the rows knows of, by name: what is being written meanwhile belongs to the next
 * backup, and no listing of a directory that changes can miss one.
 */
final class PaperCopies {
    private final Path papers;
    private final Progress progress;
    private final List<String> lost = new ArrayList<>();

    PaperCopies(Path papers, Progress progress) {
        this.papers = papers;
        this.progress = progress;
    }

    /** The manifest with the papers in it. */
    Manifest into(Path partial, Manifest rows, List<String> names) throws IOException {
        StringBuilder list = new StringBuilder();
        long count = 0;
        long bytes = 0;
        for (String name : names) {
            Path from = papers.resolve(name);
            if (!Files.isRegularFile(from)) {
                lost.add(name);
                continue;
            }
            Path to = partial.resolve("papers").resolve(name);
            list.append(copy(from, to)).append("  ").append(name).append('\n');
            bytes += Files.size(to);
            progress.papers(++count, bytes);
        }
        byte[] text = list.toString().getBytes(StandardCharsets.UTF_8);
        Disk.write(partial.resolve(Manifest.PAPERS), text);
        return rows.withPapers(count, bytes, Sha256.hex(text));
    }

    /** Those that the disk no longer holds: a backup of the rest is worth more than none. */
    List<String> lost() {
        return lost;
    }

    /** The hash of what was copied. */
    static String copy(Path from, Path to) throws IOException {
        Files.createDirectories(Objects.requireNonNull(to.toAbsolutePath().getParent()));
        String hash;
        try (OutputStream out = Files.newOutputStream(to)) {
            hash = Hashes.copy(from, out);
        }
        Disk.force(to);
        return hash;
    }
}

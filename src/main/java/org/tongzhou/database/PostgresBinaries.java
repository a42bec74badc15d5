package org.tongzhou.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.springframework.util.FileSystemUtils;
import org.tongzhou.kernel.Leftovers;
import org.tongzhou.kernel.Platform;
import org.tongzhou.kernel.Refusal;

/** Unpacks the PostgreSQL server that ships in the jar, once per version and user. */
final class PostgresBinaries {
    static final String VERSION = "18.6.0";
    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";

    /** As the names of {@link Files#createTempDirectory} are. */
    private static final Pattern UNFINISHED = Pattern.compile("unpacking-\\d+");

    private PostgresBinaries() {}

    /** Refuses {@code database_not_shipped} where it would not run. */
    static void requirePlatform() {
        if (!Platform.isTheOneWeShipFor()) {
            throw Refusal.conflict("database_not_shipped", Platform.name());
        }
    }

    /** The directory that holds {@code bin/postgres}; complete or absent, never half-unpacked. */
    static Path unpackInto(Path cache) throws IOException {
        Path target = cache.resolve("postgresql-" + VERSION);
        if (Files.isExecutable(target.resolve("bin/postgres"))) {
            return target;
        }
        try (InputStream packed = PostgresBinaries.class.getResourceAsStream(ARCHIVE)) {
            if (packed == null) {
                throw new IOException("not in this build: " + ARCHIVE);
            }
            Path fresh = unpack(packed, cache);
            moveInPlace(fresh, target);
            return target;
        }
    }

    /** Into a directory of its own, which is gone when the archive is not whole; its readers say so in many ways. */
    static Path unpack(InputStream packed, Path cache) throws IOException {
        Files.createDirectories(cache);
        Leftovers.clear(cache, UNFINISHED, Instant.now());
        Path fresh = Files.createTempDirectory(cache, "unpacking-");
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                place(entry, tar, fresh);
            }
            return fresh;
        } catch (IOException | RuntimeException notWhole) {
            FileSystemUtils.deleteRecursively(fresh);
            throw notWhole;
        }
    }

    private static void place(TarArchiveEntry entry, InputStream content, Path into) throws IOException {
        Path path = into.resolve(entry.getName()).normalize();
        if (!path.startsWith(into)) {
            throw new IOException("entry outside the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, path, StandardCopyOption.REPLACE_EXISTING);
        boolean runs = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static void moveInPlace(Path fresh, Path target) throws IOException {
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
        try {
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException madeMeanwhile) {
            FileSystemUtils.deleteRecursively(fresh);
            if (!Files.isExecutable(target.resolve("bin/postgres"))) {
                throw madeMeanwhile;
            }
        }
    }
}

package org.tongzhou.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;
import org.tongzhou.kernel.Disk;
import org.tongzhou.kernel.Leftovers;

/**
 * Writes a secret that only its owner may read. It is on the disk when this returns: what it seals afterwards must not outlive
 * it, whenever the power goes.
 */
public final class SecretFile {
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** Of all secrets that are written; among other files of the directory, what is left of these is known by them. */
    private static final String NAMES = "(tongzhou[.]keys([.]\\d+)?|database[.]password|demo-[a-z-]+[.](secret|txt))";

    private static final Pattern WHOLE = Pattern.compile(NAMES);

    /** As the names of {@link Files#createTempFile} are. */
    private static final Pattern UNFINISHED = Pattern.compile(NAMES + "[.]\\d+[.]part");

    private SecretFile() {}

    /** Fails when the file is there already; whole or not at all. */
    public static void write(Path file, String secret) throws IOException {
        put(file, secret, SecretFile::name);
    }

    /** Puts another one in its place, whole or not at all. */
    public static void replace(Path file, String secret) throws IOException {
        put(file, secret, (fresh, there) -> Files.move(fresh, there, StandardCopyOption.ATOMIC_MOVE));
    }

    /** What a killed process left of secrets that never got their name. */
    public static void clearLeftovers(Path directory) {
        Leftovers.clearFiles(directory, UNFINISHED, Instant.now());
    }

    private interface Naming {
        void name(Path fresh, Path file) throws IOException;
    }

    private static void put(Path file, String secret, Naming naming) throws IOException {
        if (!WHOLE.matcher(String.valueOf(file.getFileName())).matches()) {
            throw new IllegalArgumentException("what is left of it would be cleared by nobody: " + file);
        }
        Path directory = directoryOf(file);
        Disk.make(directory);
        clearLeftovers(directory);
        Path fresh = Files.createTempFile(directory, file.getFileName() + ".", ".part", OWNER_ONLY);
        try {
            Disk.write(fresh, (secret + "\n").getBytes(StandardCharsets.UTF_8));
            naming.name(fresh, file);
        } finally {
            Files.deleteIfExists(fresh);
        }
        Disk.force(directory);
    }

    /**
     * A link fails also when another process gives the name at the same time. Not every disk has links; a move too fails where the
     * name is seen to be taken.
     */
    static void name(Path fresh, Path file) throws IOException {
        try {
            Files.createLink(file, fresh);
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            Files.move(fresh, file);
        }
    }

    private static Path directoryOf(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent());
    }
}

package org.tongzhou.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/**
 * Writes a secret that only its owner may read. It is on the disk when this returns: what it seals afterwards must not outlive
 * it, whenever the power goes.
 */
public final class SecretFile {
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private SecretFile() {}

    /** Fails when the file is there already. */
    public static void write(Path file, String secret) throws IOException {
        Path directory = directoryOf(file);
        make(directory);
        ByteBuffer bytes = ByteBuffer.wrap((secret + "\n").getBytes(StandardCharsets.UTF_8));
        try (FileChannel channel =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        force(directory);
    }

    /** Puts another one in its place, whole or not at all. */
    public static void replace(Path file, String secret) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        write(fresh, secret);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        force(directoryOf(file));
    }

    private static Path directoryOf(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent());
    }

    /** With the directories above it that are not there yet, each named durably in the one above. */
    private static void make(Path directory) throws IOException {
        Path above = directory.getParent();
        if (!Files.isDirectory(directory) && above != null) {
            make(above);
            Files.createDirectories(directory);
            force(above);
        }
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}

package org.tongzhou.kernel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What is on the disk when the method returns, whenever the power goes. A file is only once the name of it is too. */
public final class Disk {
    private Disk() {}

    /** The whole of a file; its name is the directory's. */
    public static void write(Path file, byte[] bytes) throws IOException {
        write(file, 0, bytes);
    }

    /** All that stands from a byte on. */
    public static void write(Path file, long from, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(from).position(from);
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    /** A file, or a directory with the names in it. */
    public static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** A directory with those above it that are not there yet, each named in the one above. */
    public static void make(Path directory) throws IOException {
        Path above = directory.toAbsolutePath().getParent();
        if (!Files.isDirectory(directory) && above != null) {
            make(above);
            Files.createDirectories(directory);
            force(above);
        }
    }
}

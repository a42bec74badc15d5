package org.tongzhou.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Vault;

/** Sealed bytes under their content hash: written, forced to disk, renamed; only then may a row name them. */
@Component
class FileStore {
    private final Path root;
    private final Vault vault;

    FileStore(DatabaseSettings settings, Vault vault) {
        this.root = settings.home().resolve("files");
        this.vault = vault;
    }

    void put(FundId fund, byte[] hash, byte[] bytes) {
        Path target = path(fund, hash);
        Path folder = Objects.requireNonNull(target.getParent());
        try {
            Files.createDirectories(folder);
            Path fresh = Files.createTempFile(folder, "new-", ".part");
            write(fresh, vault.seal(place(fund, hash), bytes));
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            force(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] get(FundId fund, byte[] hash) {
        try {
            return vault.open(place(fund, hash), Files.readAllBytes(path(fund, hash)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private Path path(FundId fund, byte[] hash) {
        String hex = HexFormat.of().formatHex(hash);
        return root.resolve(Integer.toString(fund.code()))
                .resolve(hex.substring(0, 2))
                .resolve(hex);
    }

    private static String place(FundId fund, byte[] hash) {
        return "blob:" + fund.code() + ":" + HexFormat.of().formatHex(hash);
    }
}

package org.tongzhou.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.kernel.Disk;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.SealedFiles;
import org.tongzhou.kernel.Vault;

/** Sealed bytes under their content hash: written, forced to disk, renamed; only then may a row name them. */
@Component
class FileStore implements SealedFiles {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final Path root;
    private final Vault vault;

    FileStore(DatabaseSettings settings, Vault vault) {
        this.root = settings.home().resolve("files");
        this.vault = vault;
    }

    void put(FundId fund, byte[] hash, byte[] bytes) {
        try {
            replace(path(fund, hash), vault.seal(place(fund, hash), bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void replace(Path target, byte[] sealed) throws IOException {
        Path folder = Objects.requireNonNull(target.getParent());
        Disk.make(folder);
        Path fresh = PaperFiles.begin(folder);
        try {
            Disk.write(fresh, sealed);
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException notKept) {
            Files.deleteIfExists(fresh);
            throw notKept;
        }
        Disk.force(folder);
    }

    /** A file that no key opens, or that is cut off, stays as it is. */
    @Override
    public Resealed reseal(FundId fund) {
        Path own = root.resolve(Integer.toString(fund.code()));
        if (!Files.isDirectory(own)) {
            return new Resealed(0, 0);
        }
        long anew = 0;
        long unreadable = 0;
        try (Stream<Path> files = Files.walk(own)) {
            for (Path file : (Iterable<Path>) files.filter(FileStore::isKept)::iterator) {
                byte[] sealed = Files.readAllBytes(file);
                if (sealed.length >= Vault.OVERHEAD && Vault.keyOf(sealed) == vault.newestKey()) {
                    continue;
                }
                Optional<byte[]> plain = opened(fund, file, sealed);
                if (plain.isPresent()) {
                    replace(file, vault.seal(place(fund, hash(file)), plain.get()));
                    anew++;
                } else {
                    unreadable++;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Resealed(anew, unreadable);
    }

    private Optional<byte[]> opened(FundId fund, Path file, byte[] sealed) {
        if (sealed.length < Vault.OVERHEAD) {
            return Optional.empty();
        }
        try {
            return Optional.of(vault.open(place(fund, hash(file)), sealed));
        } catch (IllegalStateException noKeyOpensIt) {
            return Optional.empty();
        }
    }

    static boolean isKept(Path file) {
        return HASH.matcher(String.valueOf(file.getFileName())).matches() && Files.isRegularFile(file);
    }

    private static byte[] hash(Path file) {
        return HexFormat.of().parseHex(String.valueOf(file.getFileName()));
    }

    byte[] get(FundId fund, byte[] hash) {
        try {
            return vault.open(place(fund, hash), Files.readAllBytes(path(fund, hash)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path path(FundId fund, byte[] hash) {
        return root.resolve(PaperFiles.name(fund.code(), hash));
    }

    private static String place(FundId fund, byte[] hash) {
        return "blob:" + fund.code() + ":" + HexFormat.of().formatHex(hash);
    }
}

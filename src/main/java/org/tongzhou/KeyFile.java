package org.tongzhou;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tongzhou.database.SecretFile;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Vault;

/**
 * The keys of personal data, in a file outside the data directory that only its owner may read: {@code seal.<id>} (32
 * bytes, base64; add a higher id to rotate, keep the old) and {@code index} (never changes).
 */
final class KeyFile {
    private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);
    private static final String NAME = "tongzhou.keys";

    private KeyFile() {}

    static boolean existsIn(Path directory) {
        return Files.exists(directory.resolve(NAME));
    }

    static void create(Path directory) throws IOException {
        SecretFile.write(directory.resolve(NAME), "seal.1=" + random() + "\nindex=" + random());
    }

    /**
     * Adds a key with the next id, with which everything is sealed from the next start; answers the id. The file as it was is
     * kept beside the new one, by the id that was its newest. Refuses {@code keys_none},
     * and {@code keys_kept_differ} where another file has that name.
     */
    static int add(Path directory) throws IOException {
        Path file = directory.resolve(NAME);
        if (!existsIn(directory)) {
            throw Refusal.conflict("keys_none", directory.toString(), NAME);
        }
        int newest = load(directory).newestKey();
        String before = Files.readString(file).strip();
        keep(file, directory.resolve(NAME + "." + newest), before);
        SecretFile.replace(file, before + "\nseal." + (newest + 1) + "=" + random());
        return newest + 1;
    }

    /** An addition that was broken off has kept it already, or, by an older program, as much of it as came to the disk. */
    private static void keep(Path file, Path former, String keys) throws IOException {
        String there = Files.exists(former) ? Files.readString(former).strip() : "";
        if (!keys.startsWith(there)) {
            throw Refusal.conflict("keys_kept_differ", former.toString(), file.toString());
        }
        if (!there.equals(keys)) {
            SecretFile.replace(former, keys);
        }
    }

    /** Refuses {@code keys_missing}, {@code keys_unreadable}. */
    static Vault load(Path directory) throws IOException {
        Path file = directory.resolve(NAME);
        if (!existsIn(directory)) {
            throw Refusal.conflict("keys_missing", "TONGZHOU_HOME", directory.toString(), NAME);
        }
        try {
            Keys keys = read(file);
            return new Vault(keys.sealing(), keys.index(), () -> again(file, keys.index()));
        } catch (IllegalArgumentException | NullPointerException | NoSuchElementException notKeys) {
            throw Refusal.conflict("keys_unreadable", file.toString());
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Keys(Map<Integer, byte[]> sealing, byte[] index) {}

    /** As the file is now, if it is still that of this database. */
    private static Map<Integer, byte[]> again(Path file, byte[] index) {
        LOG.warn("something is sealed with a key that is not known; reading {} again", file);
        try {
            Keys now = read(file);
            return Arrays.equals(now.index(), index) ? now.sealing() : Map.of();
        } catch (IOException | RuntimeException notKeys) {
            return Map.of();
        }
    }

    private static Keys read(Path file) throws IOException {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        Map<Integer, byte[]> keys = new HashMap<>();
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith("seal.")) {
                keys.put(Integer.parseInt(name.substring(5)), bytes(properties.getProperty(name)));
            }
        }
        return new Keys(keys, bytes(properties.getProperty("index")));
    }

    private static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    private static String random() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}

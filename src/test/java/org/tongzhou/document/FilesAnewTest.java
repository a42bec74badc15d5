package org.tongzhou.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.SealedFiles;
import org.tongzhou.kernel.Vault;

/** Papers on disk go under a new key, each in one step; what no key opens is told and left. */
class FilesAnewTest {
    private static final FundId FUND = new FundId(42);

    @TempDir
    private Path home;

    @Test
    void afterItTheNewKeyAloneOpensThemAndTheBrokenOneIsTold() throws Exception {
        FileStore before = files(Map.of(1, key(1)));
        byte[][] hashes = new byte[5][32];
        for (int i = 0; i < hashes.length; i++) {
            Arrays.fill(hashes[i], (byte) i);
            before.put(FUND, hashes[i], ("paper " + i).getBytes(StandardCharsets.UTF_8));
        }
        Path broken = home.resolve("files/42/00").resolve(HexFormat.of().formatHex(hashes[0]));
        byte[] bytes = Files.readAllBytes(broken);
        Files.write(broken, Arrays.copyOf(bytes, bytes.length - 3));
        Files.write(broken.resolveSibling("new-1.part"), new byte[] {1});
        Files.write(broken.resolveSibling("ff".repeat(32)), new byte[] {1});

        FileStore both = files(Map.of(1, key(1), 2, key(2)));
        assertThat(both.reseal(FUND)).isEqualTo(new SealedFiles.Resealed(4, 2));
        assertThat(both.reseal(FUND)).isEqualTo(new SealedFiles.Resealed(0, 2));
        assertThat(both.reseal(new FundId(43))).isEqualTo(new SealedFiles.Resealed(0, 0));
        FileStore after = files(Map.of(2, key(2)));
        for (int i = 1; i < hashes.length; i++) {
            assertThat(after.get(FUND, hashes[i]))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("paper " + i);
        }
        assertThatThrownBy(() -> before.get(FUND, hashes[1])).isInstanceOf(IllegalStateException.class);
    }

    /** On a full disk each try would leave a piece of up to 20 MB, and the disk would stay full. */
    @Test
    void aPaperThatCouldNotBeKeptLeavesNoPieceBehind() throws Exception {
        byte[] hash = new byte[32];
        Path place = home.resolve("files/42/00").resolve(HexFormat.of().formatHex(hash));
        Files.createDirectories(place.resolve("in the way"));
        FileStore files = files(Map.of(1, key(1)));
        assertThatThrownBy(() -> files.put(FUND, hash, new byte[100])).isInstanceOf(UncheckedIOException.class);
        try (var left = Files.list(place.getParent())) {
            assertThat(left).containsExactly(place);
        }
    }

    private FileStore files(Map<Integer, byte[]> keys) {
        DatabaseSettings settings = DatabaseSettings.fromEnvironment(
                Map.of("TONGZHOU_HOME", home.toString(), "TONGZHOU_KEYS", home.toString()));
        return new FileStore(settings, new Vault(keys, key(9)));
    }

    private static byte[] key(int seed) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) seed);
        return key;
    }
}

package org.tongzhou;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tongzhou.testing.Refused.refused;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tongzhou.kernel.Vault;

/** A new key seals from the next start, the old one still opens, and nobody else may read the file. */
class KeyFileTest {
    @Test
    void aKeyIsAddedAndTheOldOneStillOpens(@TempDir Path directory) throws Exception {
        KeyFile.create(directory);
        Vault before = KeyFile.load(directory);
        byte[] envelope = before.seal("person:42:1", "冯建军".getBytes(StandardCharsets.UTF_8));
        assertThat(KeyFile.add(directory)).isEqualTo(2);
        assertThat(KeyFile.add(directory)).isEqualTo(3);
        Vault after = KeyFile.load(directory);
        assertThat(after.newestKey()).isEqualTo(3);
        assertThat(new String(after.open("person:42:1", envelope), StandardCharsets.UTF_8))
                .isEqualTo("冯建军");
        assertThat(after.index("person.id", "1")).isEqualTo(before.index("person.id", "1"));
        assertThat(Vault.keyOf(after.seal("person:42:1", new byte[] {1}))).isEqualTo(3);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("tongzhou.keys"))))
                .isEqualTo("rw-------");
    }

    /** Of sites that share a database one may go on with the keys that it started with, while the next seals with the new one. */
    @Test
    void whoRunsReadsTheFileAgainForAKeyThatOthersSealWithAlready(@TempDir Path directory) throws Exception {
        KeyFile.create(directory);
        Vault running = KeyFile.load(directory);
        KeyFile.add(directory);
        byte[] envelope = KeyFile.load(directory).seal("person:42:1", new byte[] {7});
        KeyFile.add(directory);
        assertThat(Vault.keyOf(running.seal("person:42:2", new byte[] {1}))).isEqualTo(1);
        assertThat(running.open("person:42:1", envelope)).containsExactly(7);
        assertThat(Vault.keyOf(running.seal("person:42:2", new byte[] {1})))
                .as("as the others do, and not with the third, which nobody uses yet")
                .isEqualTo(2);
    }

    @Test
    void keysOfAnotherDatabaseThatLieThereMeanwhileAreNotTaken(@TempDir Path directory, @TempDir Path another)
            throws Exception {
        KeyFile.create(directory);
        Vault running = KeyFile.load(directory);
        KeyFile.create(another);
        KeyFile.add(another);
        byte[] envelope = KeyFile.load(another).seal("person:42:1", new byte[] {7});
        Files.copy(
                another.resolve("tongzhou.keys"),
                directory.resolve("tongzhou.keys"),
                StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> running.open("person:42:1", envelope)).hasMessage("no key 2");
        Files.delete(directory.resolve("tongzhou.keys"));
        assertThatThrownBy(() -> running.open("person:42:1", envelope)).hasMessage("no key 2");
        assertThat(running.newestKey()).isEqualTo(1);
    }

    @Test
    void theFileAsItWasBeforeStaysBesideTheNewOneForItsOwnerAlone(@TempDir Path directory) throws Exception {
        KeyFile.create(directory);
        Path keys = directory.resolve("tongzhou.keys");
        String first = Files.readString(keys);
        KeyFile.add(directory);
        String second = Files.readString(keys);
        KeyFile.add(directory);
        assertThat(directory.resolve("tongzhou.keys.1")).hasContent(first);
        assertThat(directory.resolve("tongzhou.keys.2")).hasContent(second);
        assertThat(second).startsWith(first);
        for (String kept : List.of("tongzhou.keys", "tongzhou.keys.1", "tongzhou.keys.2")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(kept))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aFileThatWasKeptBeforeIsNeverWrittenOver(@TempDir Path directory) throws Exception {
        KeyFile.create(directory);
        Path keys = directory.resolve("tongzhou.keys");
        String first = Files.readString(keys);
        KeyFile.add(directory);
        Files.writeString(keys, first);
        assertThat(KeyFile.add(directory)).isEqualTo(2);
        Files.writeString(directory.resolve("tongzhou.keys.2"), "of another rotation");
        String now = Files.readString(keys);
        refused(
                "keys_kept_differ",
                List.of(directory.resolve("tongzhou.keys.2").toString(), keys.toString()),
                () -> KeyFile.add(directory));
        assertThat(keys).hasContent(now);
        assertThat(directory.resolve("tongzhou.keys.2")).hasContent("of another rotation");
    }

    /** As an older program left it where the disk was full, or the power went, while it wrote. */
    @Test
    void aKeptFileThatIsCutOffIsMadeWhole(@TempDir Path directory) throws Exception {
        KeyFile.create(directory);
        Path former = directory.resolve("tongzhou.keys.1");
        String keys = Files.readString(directory.resolve("tongzhou.keys"));
        for (String cut : List.of("", keys.substring(0, 20), keys.strip())) {
            Files.writeString(directory.resolve("tongzhou.keys"), keys);
            Files.writeString(former, cut);
            assertThat(KeyFile.add(directory)).isEqualTo(2);
            assertThat(former).hasContent(keys);
        }
    }

    @Test
    void aFileThatIsMissingOrHoldsNoKeysIsSaidToBeThat(@TempDir Path directory) throws Exception {
        refused("keys_none", List.of(directory.toString(), "tongzhou.keys"), () -> KeyFile.add(directory));
        refused("keys_missing", () -> KeyFile.load(directory));
        for (String content : List.of("seal.1=abc", "", "index=!", "seal.x=AAAA\nindex=AAAA")) {
            Files.writeString(directory.resolve("tongzhou.keys"), content);
            refused("keys_unreadable", () -> KeyFile.load(directory));
        }
    }
}

package org.tongzhou.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret lies whole under its name or not at all: half a key would be taken for keys that are lost. */
class SecretFileTest {
    @TempDir
    Path keys;

    @AfterEach
    void goOn() {
        Thread.interrupted();
    }

    @Test
    void aWriteThatBreaksOffLeavesNothingInTheWayOfTheNext() throws Exception {
        Path file = keys.resolve("tongzhou.keys");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> SecretFile.write(file, "seal.1=AAAA")).isInstanceOf(ClosedByInterruptException.class);
        goOn();
        try (Stream<Path> left = Files.list(keys)) {
            assertThat(left).isEmpty();
        }
        SecretFile.write(file, "seal.1=AAAA");
        assertThat(file).hasContent("seal.1=AAAA\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (Stream<Path> left = Files.list(keys)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void whatIsThereIsNeverWrittenOver() throws Exception {
        Path file = Files.writeString(keys.resolve("tongzhou.keys"), "another's");
        assertThatThrownBy(() -> SecretFile.write(file, "seal.1=AAAA")).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("another's");
        try (Stream<Path> left = Files.list(keys)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void whatIsReplacedIsThereWholeAndNothingBesideItIsTouched() throws Exception {
        Path file = keys.resolve("tongzhou.keys");
        Path another = Files.writeString(keys.resolve("tongzhou.keys.new"), "another's");
        SecretFile.write(file, "seal.1=AAAA");
        SecretFile.replace(file, "seal.2=BBBB");
        assertThat(file).hasContent("seal.2=BBBB\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> SecretFile.replace(file, "seal.3=CCCC"))
                .isInstanceOf(ClosedByInterruptException.class);
        goOn();
        assertThat(file).hasContent("seal.2=BBBB\n");
        try (Stream<Path> left = Files.list(keys)) {
            assertThat(left).containsExactlyInAnyOrder(file, another);
        }
    }

    /** A killed process clears nothing; its keys were never used. */
    @Test
    void whatAKilledProcessLeftIsClearedByTheNextAndNothingElse() throws Exception {
        List<Path> left = List.of(
                old("tongzhou.keys.4711.part"),
                old("tongzhou.keys.1.4711.part"),
                old("database.password.4711.part"),
                old("demo-bank.secret.4711.part"),
                old("demo-sign-ins.txt.4711.part"));
        Path folder = Files.createDirectory(keys.resolve("tongzhou.keys.4713.part"));
        List<Path> others = List.of(
                Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minus(Duration.ofHours(2)))),
                old("dump.001.part"),
                old("tongzhou.keys.1"),
                old("tongzhou.keys.mine.part"),
                old("keys.part"),
                Files.createFile(keys.resolve("database.password.4712.part")));
        SecretFile.write(keys.resolve("tongzhou.keys"), "seal.1=AAAA");
        assertThat(left).allSatisfy(each -> assertThat(each).doesNotExist());
        assertThat(others).allSatisfy(other -> assertThat(other).exists());
    }

    @Test
    void whatWouldNotBeClearedIsNotWritten() {
        assertThatThrownBy(() -> SecretFile.write(keys.resolve("dump"), "AAAA"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(keys).isEmptyDirectory();
    }

    private Path old(String name) throws IOException {
        return Files.setLastModifiedTime(
                Files.createFile(keys.resolve(name)),
                FileTime.from(Instant.now().minus(Duration.ofHours(2))));
    }

    /** In an archive, which has none. */
    @Test
    void aDiskWithoutLinksNamesItTooAndWritesOverNothing() throws Exception {
        URI archive = URI.create("jar:" + keys.resolve("archive.zip").toUri());
        try (FileSystem disk = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            Path file = disk.getPath("/tongzhou.keys");
            Path fresh = Files.writeString(disk.getPath("/tongzhou.keys.1.part"), "seal.1=AAAA");
            SecretFile.name(fresh, file);
            assertThat(Files.readString(file)).isEqualTo("seal.1=AAAA");
            Path second = Files.writeString(disk.getPath("/tongzhou.keys.2.part"), "seal.1=BBBB");
            assertThatThrownBy(() -> SecretFile.name(second, file)).isInstanceOf(FileAlreadyExistsException.class);
            assertThat(Files.readString(file)).isEqualTo("seal.1=AAAA");
        }
    }
}

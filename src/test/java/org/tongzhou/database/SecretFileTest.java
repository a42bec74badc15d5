package org.tongzhou.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
}

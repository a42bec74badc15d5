package org.tongzhou.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.database.Databases;
import org.tongzhou.shell.Words;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** Where a backup lies, whole or not. */
@RoomTest
class BackupPlaceTest {
    @TempDir
    Path place;

    @Autowired
    DataSource source;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Names, accounts, amounts and hashes of passwords lie in it in clear. */
    @Test
    void onlyWhoMadeABackupReadsIt() throws Exception {
        Path backup = place.resolve("backup");
        command("source").backup(source, backup, TestData.NOW);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                .isEqualTo("rwx------");
    }

    /** Lost papers leave a backup and are answered with 2; where there is none, the command was not done. */
    @Test
    void aBackupThatCannotBeWrittenIsNotDone() throws Exception {
        Path file = Files.createFile(place.resolve("file"));
        Databases.open(DatabaseSettings.fromEnvironment(environment("empty"))).close();
        assertThatThrownBy(() -> command("empty")
                        .backup(new String[] {file.resolve("backup").toString()}, any -> {}))
                .hasRootCauseInstanceOf(FileSystemException.class);
    }

    @Test
    void aBackupThatBreaksOffLeavesNothing() throws Exception {
        Connection lost = source.getConnection();
        lost.close();
        Backup backup = new Backup(place.resolve("source/files"), progress());
        assertThatThrownBy(() -> backup.write(lost, place.resolve("backup"), TestData.NOW))
                .isInstanceOf(SQLException.class);
        assertThat(place).isEmptyDirectory();
    }

    @Test
    void whatAKilledBackupLeftIsClearedByTheNextAndNothingElse() throws Exception {
        Path left = unfinished("yesterday.0123456789abcdef.partial", Duration.ofHours(2));
        Path beside = unfinished("of another.fedcba9876543210.partial", Duration.ZERO);
        Path another = unfinished("download.partial", Duration.ofHours(2));
        command("source").backup(source, place.resolve("backup"), Instant.now());
        assertThat(left).doesNotExist();
        assertThat(beside).exists();
        assertThat(another).exists();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains(left.toString());
    }

    private Path unfinished(String name, Duration age) throws IOException {
        Path directory = Files.createDirectory(place.resolve(name));
        FileTime before = FileTime.from(Instant.now().minus(age));
        Files.setLastModifiedTime(Files.createFile(directory.resolve("papers.sha256")), before);
        return Files.setLastModifiedTime(directory, before);
    }

    private Progress progress() {
        return new Progress(new PrintStream(out, true, StandardCharsets.UTF_8), Words.of(Words.ZH), "backup");
    }

    private BackupCommand command(String home) {
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new BackupCommand(print, print, Words.of(Words.ZH), environment(home));
    }

    private Map<String, String> environment(String home) {
        return Map.of(
                "TONGZHOU_HOME", place.resolve(home).toString(),
                "TONGZHOU_KEYS", place.resolve("keys").toString());
    }
}

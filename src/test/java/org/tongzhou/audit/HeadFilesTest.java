package org.tongzhou.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tongzhou.kernel.FundId;

/**
 * A head that the power takes away would look like rows cut off, so its name is forced to the disk like its bytes. The heads lie in
 * an archive here, which cannot force a directory: whoever asks for it is told.
 */
class HeadFilesTest {
    private static final FundId FUND = new FundId(42);
    private static final Head HEAD = new Head(LocalDate.of(2026, 2, 10), 7, new byte[32]);

    private FileSystem archive;
    private Path directory;

    @BeforeEach
    void archive(@TempDir Path place) throws Exception {
        URI file = URI.create("jar:" + place.resolve("archive.zip").toUri());
        archive = FileSystems.newFileSystem(file, Map.of("create", "true"));
        directory = archive.getPath("/heads");
    }

    @AfterEach
    void close() throws Exception {
        archive.close();
    }

    @Test
    void theNewestSealIsOnTheDiskUnderItsName() throws Exception {
        HeadFiles files = new HeadFiles(Files.createDirectory(directory));
        isForced(directory, () -> files.keepLatest(FUND, "audit", HEAD));
        assertThat(files.latest(FUND, "audit")).map(Head::seq).contains(7L);
    }

    @Test
    void theFirstDayIsOnTheDiskUnderItsName() throws Exception {
        HeadFiles files = new HeadFiles(Files.createDirectory(directory));
        isForced(directory, () -> files.addDaily(FUND, "audit", List.of(HEAD)));
        assertThat(files.daily(FUND, "audit")).extracting(Head::seq).containsExactly(7L);
    }

    @Test
    void theirDirectoryIsOnTheDiskToo() {
        HeadFiles files = new HeadFiles(directory);
        isForced(archive.getPath("/"), () -> files.keepLatest(FUND, "audit", HEAD));
        assertThat(directory).isDirectory();
    }

    private static void isForced(Path directory, ThrowingCallable act) {
        assertThatThrownBy(act)
                .hasCauseInstanceOf(NoSuchFileException.class)
                .rootCause()
                .message()
                .isEqualTo(directory.toString());
    }
}

package org.tongzhou.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Vault;
import org.tongzhou.testing.RoomTest;

/** A sealed paper that was refused, or whose process was killed, does not lie on the disk for ever; one that a row names does. */
@RoomTest
class UnnamedFilesTest {
    private static final FundId FUND = new FundId(42);
    private static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");
    private static final SecureRandom RANDOM = new SecureRandom();

    @Autowired
    private PaperStore papers;

    @Autowired
    private Vault vault;

    @TempDir
    private Path home;

    private FileStore files;
    private UnnamedFiles unnamed;

    @BeforeEach
    void aStoreOfItsOwn() {
        DatabaseSettings settings = DatabaseSettings.fromEnvironment(
                Map.of("TONGZHOU_HOME", home.toString(), "TONGZHOU_KEYS", home.toString()));
        files = new FileStore(settings, vault);
        unnamed = new UnnamedFiles(settings, papers);
        named(new byte[32]);
    }

    @Test
    void whatNoRowNamesIsSetAsideAfterADayAndRemovedAfterThirtyMore() throws Exception {
        byte[] refused = kept(Duration.ofHours(25));
        byte[] underWay = kept(Duration.ofHours(23));
        byte[] known = named(kept(Duration.ofDays(400)));
        Path cutOff = old(PaperFiles.begin(file(refused).getParent()), Duration.ofHours(25));
        Path notRestored = old(PaperFiles.unfinished(file(refused)), Duration.ofHours(25));
        Path written = old(file(refused).resolveSibling("new-2.part"), Duration.ofHours(23));

        assertThat(unnamed.sweep(FUND, NOW)).isEqualTo(new UnnamedFiles.Swept(1, 0, 2));
        assertThat(aside(refused)).exists();
        assertThat(file(refused)).doesNotExist();
        assertThat(cutOff).doesNotExist();
        assertThat(notRestored).doesNotExist();
        assertThat(written).exists();
        assertThat(unnamed.sweep(FUND, NOW)).isEqualTo(new UnnamedFiles.Swept(0, 0, 0));

        assertThat(unnamed.sweep(FUND, NOW.plus(Duration.ofDays(30)))).isEqualTo(new UnnamedFiles.Swept(1, 0, 1));
        assertThat(aside(refused)).exists();
        assertThat(unnamed.sweep(FUND, NOW.plus(Duration.ofDays(31)))).isEqualTo(new UnnamedFiles.Swept(0, 0, 1));
        assertThat(aside(refused)).doesNotExist();
        assertThat(aside(underWay)).exists();
        assertThat(files.get(FUND, known)).asString(StandardCharsets.UTF_8).isEqualTo("a paper");
    }

    /** Its row was committed while the store was cleared, or the database went back to an earlier day and came forward again. */
    @Test
    void whatARowNamesAfterAllComesBack() throws Exception {
        byte[] late = kept(Duration.ofDays(2));
        byte[] again = kept(Duration.ofDays(2));
        assertThat(unnamed.sweep(FUND, NOW)).isEqualTo(new UnnamedFiles.Swept(2, 0, 0));
        files.put(FUND, again, "a paper".getBytes(StandardCharsets.UTF_8));
        named(late);
        named(again);
        assertThat(unnamed.sweep(FUND, NOW)).isEqualTo(new UnnamedFiles.Swept(0, 2, 0));
        assertThat(files.get(FUND, late)).asString(StandardCharsets.UTF_8).isEqualTo("a paper");
        assertThat(files.get(FUND, again)).asString(StandardCharsets.UTF_8).isEqualTo("a paper");
    }

    /** What lies aside may be cut off, and the member has given the paper again. */
    @Test
    void whatWasGivenAgainIsNotReplacedByWhatLiesAside() throws Exception {
        byte[] again = kept(Duration.ofDays(2));
        unnamed.sweep(FUND, NOW);
        Files.write(aside(again), new byte[] {1});
        files.put(FUND, again, "a paper".getBytes(StandardCharsets.UTF_8));
        named(again);
        assertThat(unnamed.sweep(FUND, NOW)).isEqualTo(new UnnamedFiles.Swept(0, 1, 0));
        assertThat(files.get(FUND, again)).asString(StandardCharsets.UTF_8).isEqualTo("a paper");
        assertThat(aside(again)).doesNotExist();
    }

    /** A change of keys seals what lies aside anew, and may be killed over it. */
    @Test
    void anUnfinishedFileAsideIsInNobodysWay() throws Exception {
        byte[] late = kept(Duration.ofDays(2));
        unnamed.sweep(FUND, NOW);
        Path cutOff = old(aside(late).resolveSibling("new-1.part"), Duration.ofDays(31));
        named(late);
        assertThat(unnamed.sweep(FUND, NOW)).isEqualTo(new UnnamedFiles.Swept(0, 1, 1));
        assertThat(files.get(FUND, late)).asString(StandardCharsets.UTF_8).isEqualTo("a paper");
        assertThat(cutOff).doesNotExist();
    }

    @Test
    void theFilesOfAnotherFundAreItsOwn() throws Exception {
        byte[] refused = kept(Duration.ofDays(2));
        assertThat(unnamed.sweep(new FundId(43), NOW)).isEqualTo(new UnnamedFiles.Swept(0, 0, 0));
        assertThat(file(refused)).exists();
    }

    /** The database is a new one that was given in another's place: each file would be gone in a month. */
    @Test
    void whereNoRowNamesAnyFileNoneIsSetAside() throws Exception {
        byte[] paper = new byte[32];
        RANDOM.nextBytes(paper);
        FundId moved = new FundId(44);
        files.put(moved, paper, "a paper".getBytes(StandardCharsets.UTF_8));
        Path file = home.resolve("files").resolve(PaperFiles.name(moved.code(), paper));
        Files.setLastModifiedTime(file, FileTime.from(NOW.minus(Duration.ofDays(400))));
        assertThat(unnamed.sweep(moved, NOW)).isEqualTo(new UnnamedFiles.Swept(0, 0, 0));
        assertThat(file).exists();
        papers.addBlob(moved, new PaperStore.Blob(new byte[32], 7, PaperType.PDF, 1), NOW);
        assertThat(unnamed.sweep(moved, NOW)).isEqualTo(new UnnamedFiles.Swept(1, 0, 0));
        assertThat(file).doesNotExist();
    }

    private byte[] kept(Duration ago) throws Exception {
        byte[] hash = new byte[32];
        RANDOM.nextBytes(hash);
        files.put(FUND, hash, "a paper".getBytes(StandardCharsets.UTF_8));
        Files.setLastModifiedTime(file(hash), FileTime.from(NOW.minus(ago)));
        return hash;
    }

    private byte[] named(byte[] hash) {
        papers.addBlob(FUND, new PaperStore.Blob(hash, 7, PaperType.PDF, 1), NOW);
        return hash;
    }

    private static Path old(Path file, Duration ago) throws Exception {
        Files.write(file, new byte[] {1});
        return Files.setLastModifiedTime(file, FileTime.from(NOW.minus(ago)));
    }

    private Path file(byte[] hash) {
        return home.resolve("files").resolve(PaperFiles.name(FUND.code(), hash));
    }

    private Path aside(byte[] hash) {
        return home.resolve("files/42/aside").resolve(HexFormat.of().formatHex(hash));
    }
}

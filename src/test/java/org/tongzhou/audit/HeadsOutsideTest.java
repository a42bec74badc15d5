package org.tongzhou.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.Book;
import org.tongzhou.kernel.Check;
import org.tongzhou.kernel.Check.Finding;
import org.tongzhou.kernel.FundId;
import org.tongzhou.shell.Words;
import org.tongzhou.testing.RoomTest;

/** The files of heads outside the database: lost, set aside, broken off or written over. */
@RoomTest
class HeadsOutsideTest {
    private static final Instant START = Instant.parse("2026-02-10T01:00:00Z");
    private static final AtomicInteger FUNDS = new AtomicInteger(44);

    @Autowired
    AuditTrail trail;

    @Autowired
    List<Book> books;

    @Autowired
    List<Check> checks;

    @Autowired
    HeadStore heads;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @TempDir
    Path directory;

    private final FundId fund = new FundId(FUNDS.getAndIncrement());
    private Path daily;
    private Path latest;

    /** Two days with heads, and a third that has not ended. */
    @BeforeEach
    void days() {
        daily = directory.resolve(fund.code() + "-audit.heads");
        latest = directory.resolve(fund.code() + "-audit.latest");
        workOn(0);
        assertThat(findings()).as("a fund without a head").isEmpty();
        workOn(1);
        workOn(2);
        assertThat(daily).content().hasLineCount(2);
        assertThat(findings()).isEmpty();
    }

    /** Sealing goes on every second: on a full disk it would leave one each time. */
    @Test
    void aHeadThatCannotBeKeptLeavesNothing() throws Exception {
        HeadFiles files = new HeadFiles(directory);
        Head head = new Head(LocalDate.of(2026, 2, 12), 99, new byte[32]);
        Files.delete(latest);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> files.keepLatest(fund, "audit", head))
                .hasCauseInstanceOf(ClosedByInterruptException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(directory).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void whatAKilledProcessLeftIsClearedOnTheNextDay() throws Exception {
        Path left = Files.createFile(directory.resolve("latest4711.new"));
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        workOn(3);
        assertThat(left).doesNotExist();
        assertThat(findings()).isEmpty();
    }

    @Test
    void filesThatAreLostAreMissed() throws Exception {
        Files.delete(daily);
        assertThat(findings()).extracting(Finding::code).containsExactly("audit_heads_gone");
        Files.delete(latest);
        assertThat(findings()).singleElement().satisfies(gone -> {
            assertThat(gone.details()).containsExactly("2", daily.toString());
            assertThat(Words.of(Words.EN)
                            .say("finding." + gone.code(), gone.details().toArray()))
                    .contains("2 days", daily.toString(), "TONGZHOU_HEADS");
        });
    }

    /** Sealing the entry of the restore begins new files. */
    @Test
    void filesThatARestoreSetAsideAreNotMissedUntilTheSiteSeals() throws Exception {
        new Restored(Map.of("TONGZHOU_HEADS", directory.toString())).setHeadsAside(START);
        trail.record(new AuditEntry(Actor.system(fund), START, "backup.restored", "fund:" + fund.code(), Map.of()));
        assertThat(findings()).isEmpty();
        workOn(3);
        assertThat(daily).exists();
        assertThat(findings()).isEmpty();
        Files.delete(daily);
        assertThat(findings()).extracting(Finding::code).containsExactly("audit_heads_gone");
    }

    @Test
    void aLineThatBrokeOffIsNoHeadAndIsWrittenAnew() throws Exception {
        String whole = Files.readString(daily);
        for (int cut : List.of(1, 40, 70)) {
            Files.writeString(daily, whole.substring(0, whole.length() - cut));
            assertThat(findings()).as("without the last %d characters", cut).isEmpty();
        }
        workOn(3);
        assertThat(daily).content().startsWith(whole).hasLineCount(3);
        assertThat(findings()).isEmpty();
    }

    @Test
    void aWholeLineThatIsNoHeadIsADifference() throws Exception {
        for (Path file : List.of(daily, latest)) {
            String whole = Files.readString(file);
            Files.writeString(file, "2026-02-10 x\u00e9\n");
            assertThat(findings()).singleElement().satisfies(altered -> {
                assertThat(altered.code()).isEqualTo("audit_heads_unreadable");
                assertThat(altered.details()).containsExactly(file.toString());
            });
            Files.writeString(file, whole);
        }
    }

    /** As a site that was started on that day. */
    private void workOn(int day) {
        Instant at = START.plus(Duration.ofDays(day));
        trail.record(AuditEntry.of(Actor.system(fund), at, "test.written", "day:" + day));
        new Sealer(books, heads, new HeadFiles(directory), jdbc, transaction).seal(fund, at);
    }

    private List<Finding> findings() {
        return new Verification(books, checks, heads, new HeadFiles(directory), jdbc)
                .run(fund).stream()
                        .flatMap(result -> result.findings().stream())
                        .toList();
    }
}

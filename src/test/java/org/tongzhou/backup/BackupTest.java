package org.tongzhou.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.RoomMigrations;
import org.tongzhou.audit.Sealer;
import org.tongzhou.audit.Verification;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.database.EmbeddedPostgres;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Sha256;
import org.tongzhou.ledger.Ledger;
import org.tongzhou.ledger.Posting;
import org.tongzhou.ledger.Snapshots;
import org.tongzhou.ledger.Template;
import org.tongzhou.shell.Words;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;
import org.tongzhou.testing.TestDatabase;

@RoomTest
class BackupTest {
    private static final FundId FUND = new FundId(89);
    private static final Instant NOW = TestData.NOW;

    @TempDir
    Path place;

    @Autowired
    DataSource source;

    @Autowired
    Ledger ledger;

    @Autowired
    Snapshots snapshots;

    @Autowired
    Sealer sealer;

    @Autowired
    AuditTrail trail;

    @Autowired
    TransactionTemplate transaction;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int causes;

    @BeforeEach
    void aFundWithBooks() {
        causes = JdbcClient.create(source)
                .sql("select count(*) from ledger.journal where fund = 89")
                .query(Integer.class)
                .single();
        post();
        trail.record(AuditEntry.of(Actor.system(FUND), NOW, "test.written", "fund:89"));
    }

    @Test
    void wrongUseIsAnsweredInWords() {
        assertThat(command("source").backup(new String[0], any -> {})).isEqualTo(64);
        assertThat(command("source").restore(new String[] {"a", "b"}, RoomMigrations::make))
                .isEqualTo(64);
    }

    /** Two journals at a time in one transaction, all the while: the backup has both of a pair or neither. */
    @Test
    void aBackupWhileTheSiteWorksIsRestoredWholeAndSurvivesAKill() throws Exception {
        sealer.seal(FUND, NOW);
        snapshots.take(FUND, NOW);
        int before = causes;
        AtomicBoolean stop = new AtomicBoolean();
        Thread writer = new Thread(() -> {
            while (!stop.get()) {
                transaction.executeWithoutResult(status -> {
                    post();
                    post();
                });
            }
        });
        String paper = paper("sealed bytes");
        String unfinished = file("89/" + paper.substring(3, 5) + "/new-1.part", "half");
        writer.start();
        Path backup = place.resolve("backup");
        command("source").backup(source, backup, NOW);
        stop.set(true);
        writer.join();
        assertThat(Files.list(backup).map(file -> file.getFileName().toString()))
                .contains("manifest.json", "manifest.sha256", "tables", "papers")
                .doesNotContain("keys");

        DatabaseSettings target = settings("target");
        Files.createDirectories(place.resolve("target/heads"));
        Files.writeString(place.resolve("target/heads/89-ledger.latest"), "2026-02-10 99999 " + "00".repeat(32) + "\n");
        EmbeddedPostgres first = EmbeddedPostgres.start(target);
        command("target").restore(source(first), backup, RoomMigrations::make, NOW);
        ProcessHandle process = ProcessHandle.of(first.pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().get();

        try (EmbeddedPostgres second = EmbeddedPostgres.start(target)) {
            DataSource restored = source(second);
            JdbcClient jdbc = JdbcClient.create(restored);
            int journals = jdbc.sql("select count(*) from ledger.journal where fund = 89")
                    .query(Integer.class)
                    .single();
            assertThat((journals - before) % 2).isZero();
            assertThat(journals).isBetween(before, causes);
            assertThat(findings(restored)).isEmpty();
            assertThat(Files.readString(place.resolve("target/files").resolve(paper)))
                    .isEqualTo("sealed bytes");
            assertThat(place.resolve("target/files").resolve(unfinished)).doesNotExist();
            assertThat(place.resolve("target/heads/89-ledger.latest")).doesNotExist();
            assertThat(jdbc.sql("select count(*) from audit.entry where fund = 89 and action = 'backup.restored'")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1);
            assertThatThrownBy(() -> jdbc.sql("delete from ledger.line").update())
                    .hasMessageContaining("insert-only");
            assertThat(jdbc.sql("select nextval('ledger.journal_id_seq') > (select max(id) from ledger.journal)")
                            .query(Boolean.class)
                            .single())
                    .isTrue();
        }
    }

    /** Each upload lies for a moment under a name of its own before it has its hash for a name. */
    @Test
    void uploadsMeanwhileNeitherBreakABackupNorAreMissingFromIt() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        Thread uploads = new Thread(() -> {
            for (int i = 0; !stop.get(); i++) {
                String hash = upload("upload " + i);
                if (i % 50 == 0) {
                    known(hash);
                }
            }
        });
        uploads.start();
        for (int i = 0; i < 5; i++) {
            Path backup = place.resolve("backup" + i);
            command("source").backup(source, backup, NOW);
            for (String known : known(backup)) {
                Path original = place.resolve("source/files").resolve(known);
                assertThat(Files.exists(backup.resolve("papers").resolve(known)))
                        .as(known)
                        .isEqualTo(Files.exists(original));
            }
        }
        stop.set(true);
        uploads.join();
    }

    @Test
    void aPaperThatTheDatabaseKnowsAndTheDiskHasLostIsToldAndTheRestIsKept() throws Exception {
        String kept = paper("kept");
        String lost = paper("lost");
        Files.delete(place.resolve("source/files").resolve(lost));
        Path backup = place.resolve("backup");
        assertThat(command("source").backup(source, backup, NOW)).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"lost\":").contains("数据库记着");
        assertThat(backup.resolve("papers").resolve(lost)).doesNotExist();
        assertThat(backup.resolve("papers").resolve(kept)).hasContent("kept");
    }

    @Test
    void aServerTakenBackToAPointInTimeKeepsTheOldHeadsAsideAndSaysSo() throws Exception {
        DataSource server = restored();
        JdbcClient jdbc = JdbcClient.create(server);
        Path heads = Files.createDirectories(place.resolve("recovered/heads"));
        Files.writeString(heads.resolve("89-ledger.latest"), "2026-02-10 99999 " + "00".repeat(32) + "\n");
        Map<String, Long> before = numbers(jdbc);
        command("recovered").recovered(server, Instant.parse("2026-02-10T06:53:51Z"), NOW);
        assertThat(heads.resolve("89-ledger.latest")).doesNotExist();
        assertThat(Files.list(heads)).singleElement().asString().contains("89-ledger.latest.before-restore-");
        assertThat(jdbc.sql("select details ->> 'to' from audit.entry where fund = 89 and action = 'backup.recovered'")
                        .query(String.class)
                        .list())
                .containsExactly("2026-02-10T06:53:51Z");
        areFarBeyond(before, numbers(jdbc));
        assertThat(command("recovered").recovered(new String[] {"yesterday"}, any -> {}))
                .isEqualTo(64);
    }

    /** Bills, claims, receipts and short messages bear them, and what was sent after the backup is out of the house. */
    @Test
    void numbersGivenOutAfterTheBackupAreNotGivenOutAgain() throws Exception {
        JdbcClient ours = JdbcClient.create(source);
        ours.sql("insert into contribution.receipt_number values (89, 2026, 7) on conflict do nothing")
                .update();
        DataSource target = restored();
        JdbcClient jdbc = JdbcClient.create(target);
        areFarBeyond(numbers(ours), numbers(jdbc));
        assertThat(jdbc.sql("select last from contribution.receipt_number where fund = 89 and year = 2026")
                        .query(Integer.class)
                        .single())
                .isGreaterThan(50_000);
    }

    /** A claim shows its day and the last six digits of its number. */
    private static void areFarBeyond(Map<String, Long> before, Map<String, Long> after) {
        before.forEach((name, number) -> {
            long leap = after.get(name) - number;
            assertThat(leap).as(name).isGreaterThan(5_000_000);
            assertThat(leap % 1_000_000).as(name).isBetween(100_000L, 900_000L);
        });
    }

    private static Map<String, Long> numbers(JdbcClient jdbc) {
        return new Catalogue(jdbc)
                .sequences().stream()
                        .collect(Collectors.toMap(each -> each.schema() + "." + each.name(), Manifest.Counter::value));
    }

    private DataSource restored() throws Exception {
        Path backup = place.resolve("backup");
        command("source").backup(source, backup, NOW);
        DataSource target = fresh();
        command("target").restore(target, backup, RoomMigrations::make, NOW);
        return target;
    }

    @Test
    void anAlteredCutOffOrUnfinishedBackupIsRefusedBeforeAnythingIsTouched() throws Exception {
        Path backup = place.resolve("backup");
        String paper = paper("paper");
        command("source").backup(source, backup, NOW);
        DataSource target = fresh();

        Path table = backup.resolve("tables/ledger.line.copy.gz");
        byte[] whole = Files.readAllBytes(table);
        Files.write(table, java.util.Arrays.copyOf(whole, whole.length - 9));
        refused("altered", target, backup);
        Files.delete(table);
        refused("missing", target, backup);
        Files.write(table, whole);
        Files.writeString(backup.resolve("papers").resolve(paper), "PAPER");
        refused("altered", target, backup);
        Files.writeString(backup.resolve("papers").resolve(paper), "paper");
        Path manifest = backup.resolve("manifest.json");
        String text = Files.readString(manifest);
        Files.writeString(manifest, text.replace("\"rows\" : 0", "\"rows\" : 1"));
        refused("altered", target, backup);
        String newer = text.replaceFirst("\"format\" : \\d+", "\"format\" : 99");
        Files.writeString(manifest, newer);
        Files.writeString(backup.resolve("manifest.sha256"), Sha256.hex(newer.getBytes(StandardCharsets.UTF_8)));
        refused("format", target, backup);
        Files.delete(backup.resolve("manifest.sha256"));
        refused("unfinished", target, backup);
        assertThat(new Catalogue(JdbcClient.create(target)).isEmpty()).isTrue();
        assertThatThrownBy(() -> command("source").backup(source, backup, NOW)).hasMessageContaining("not_empty");
        Path among = place.resolve("source/files/backup");
        assertThatThrownBy(() -> command("source").backup(source, among, NOW)).hasMessageContaining("inside");
        assertThat(place.resolve("source/files")).isDirectoryNotContaining("glob:**.partial");
    }

    @Test
    void aPaperNeverGoesBesideThePapers() throws Exception {
        Path backup = place.resolve("backup");
        String paper = paper("paper");
        command("source").backup(source, backup, NOW);
        for (String name : List.of("../../escaped", place.resolve("escaped").toString())) {
            Path list = backup.resolve("papers.sha256");
            String before = Files.readString(list);
            String after = Sha256.hex("paper".getBytes(StandardCharsets.UTF_8)) + "  " + name + "\n";
            Files.writeString(list, after);
            Files.writeString(backup.resolve("papers").resolve(name), "paper");
            Path manifest = backup.resolve("manifest.json");
            String text = Files.readString(manifest)
                    .replace(
                            Sha256.hex(before.getBytes(StandardCharsets.UTF_8)),
                            Sha256.hex(after.getBytes(StandardCharsets.UTF_8)));
            Files.writeString(manifest, text);
            Files.writeString(backup.resolve("manifest.sha256"), Sha256.hex(text.getBytes(StandardCharsets.UTF_8)));
            refused("altered", fresh(), backup);
        }
        assertThat(place.resolve("target/escaped")).doesNotExist();
    }

    @Test
    void aRestoreThatBrokeOffStartsOverAndNothingStartsOnItMeanwhile() throws Exception {
        Path backup = place.resolve("backup");
        command("source").backup(source, backup, NOW);
        DataSource target = fresh();
        Path other = Files.createDirectories(place.resolve("target/files/89"));
        refused("papers_not_empty", target, backup);
        Files.delete(other);
        assertThatThrownBy(() -> command("target")
                        .restore(
                                target,
                                backup,
                                (database, versions) -> {
                                    RoomMigrations.make(database, versions);
                                    throw new IllegalStateException("killed");
                                },
                                NOW))
                .hasMessage("killed");
        assertThatThrownBy(() -> RoomMigrations.run(target)).hasMessage("restore_broke_off");
        command("target").restore(target, backup, RoomMigrations::make, NOW);
        assertThat(findings(target)).isEmpty();
        refused("target_not_empty", target, backup);
    }

    private void refused(String code, DataSource target, Path backup) {
        assertThatThrownBy(() -> command("target").restore(target, backup, RoomMigrations::make, NOW))
                .isInstanceOfSatisfying(
                        BackupRefused.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private List<String> findings(DataSource restored) {
        List<String> findings = new ArrayList<>();
        Verification.over(restored, place.resolve("target/heads"))
                .run(FUND)
                .forEach(result -> result.findings().forEach(finding -> findings.add(finding.toString())));
        return findings;
    }

    private void post() {
        Posting.Part part = new Posting.Part(Money.ofFen(100), "/89/4202/420281/", "hospital");
        ledger.post(
                FUND,
                Posting.of(Template.SUBSIDY_BUDGET_LOWERED, "backup:" + causes++, TestData.TODAY, NOW, List.of(part)));
    }

    /** As the room of documents keeps one: the file is whole under its name before a row names it. */
    private String paper(String content) throws IOException {
        String hash = Sha256.hex(content.getBytes(StandardCharsets.UTF_8));
        String name = file("89/" + hash.substring(0, 2) + "/" + hash, content);
        known(hash);
        return name;
    }

    /** Under a temporary name first; no row names it yet. */
    private String upload(String content) {
        try {
            String hash = Sha256.hex(content.getBytes(StandardCharsets.UTF_8));
            Path folder =
                    Files.createDirectories(place.resolve("source/files/89").resolve(hash.substring(0, 2)));
            Path fresh = Files.createTempFile(folder, "new-", ".part");
            Files.writeString(fresh, content);
            Files.move(fresh, folder.resolve(hash), StandardCopyOption.ATOMIC_MOVE);
            return hash;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of the papers that the rows of a backup know of, of this fund. */
    private static List<String> known(Path backup) throws IOException {
        try (InputStream rows =
                new GZIPInputStream(Files.newInputStream(backup.resolve("tables/document.blob.copy.gz")))) {
            return new String(rows.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(row -> row.split("\t"))
                    .filter(row -> row[0].equals("89"))
                    .map(row -> row[1].substring(3))
                    .map(hash -> "89/" + hash.substring(0, 2) + "/" + hash)
                    .toList();
        }
    }

    private void known(String hash) {
        JdbcClient.create(source).sql("""
                        insert into document.blob (fund, hash, bytes, type, pages, stored_at)
                        values (89, decode(?, 'hex'), 1, 'PDF', 1, now()) on conflict do nothing""").params(hash).update();
    }

    private String file(String name, String content) throws IOException {
        Path file = place.resolve("source/files").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return name;
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

    private DatabaseSettings settings(String home) {
        DatabaseSettings ours = DatabaseSettings.fromEnvironment(environment(home));
        DatabaseSettings cached = DatabaseSettings.fromEnvironment(System.getenv());
        return new DatabaseSettings(
                ours.home(), ours.keys(), cached.cache(), null, ours.user(), ours.password(), ours.poolSize());
    }

    private static DataSource source(EmbeddedPostgres server) {
        return new DriverManagerDataSource(server.url(), server.user(), server.password());
    }

    /** Owned by a role without any special right, as on somebody else's server. */
    private static DataSource fresh() {
        DatabaseSettings settings = TestDatabase.fresh();
        String database = settings.url().substring(settings.url().lastIndexOf('/') + 1);
        JdbcClient jdbc =
                JdbcClient.create(new DriverManagerDataSource(settings.url(), settings.user(), settings.password()));
        jdbc.sql("create role " + database + " login password 'plain'").update();
        jdbc.sql("alter database " + database + " owner to " + database).update();
        jdbc.sql("alter schema public owner to " + database).update();
        return new DriverManagerDataSource(settings.url(), database, "plain");
    }
}

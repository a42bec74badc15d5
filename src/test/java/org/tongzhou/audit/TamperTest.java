package org.tongzhou.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import javax.sql.DataSource;
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
import org.tongzhou.kernel.Money;
import org.tongzhou.ledger.Ledger;
import org.tongzhou.ledger.Posting;
import org.tongzhou.ledger.Template;
import org.tongzhou.shell.Words;
import org.tongzhou.testing.RoomTest;

/** Somebody with all rights over the database switches the triggers off and changes something; verification says what. */
@RoomTest
class TamperTest {
    private static final int TRIES = Integer.getInteger("tongzhou.tamper.tries", 50);
    private static final FundId FUND = new FundId(97);
    private static final Instant START = Instant.parse("2026-02-10T01:00:00Z");
    private static final int ROWS = 24;

    @Autowired
    AuditTrail trail;

    @Autowired
    Ledger ledger;

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

    @Autowired
    DataSource source;

    @TempDir
    Path directory;

    private HeadFiles files;
    private Sealer sealer;
    private Verification verification;

    /** Three days of rows, the third with a tail that no round has sealed. */
    @BeforeEach
    void rows() {
        files = new HeadFiles(directory);
        sealer = new Sealer(books, heads, files, jdbc, transaction);
        verification = new Verification(books, checks, heads, files, jdbc);
        asSuperuser("delete from audit.head where fund = 97; delete from audit.seal where fund = 97;"
                + " delete from audit.entry where fund = 97; delete from ledger.seal where fund = 97;"
                + " delete from ledger.line where fund = 97; delete from ledger.journal where fund = 97");
        for (int i = 0; i < ROWS; i++) {
            write(i);
            if (i < ROWS - 4) {
                sealer.seal(FUND, START.plus(Duration.ofDays(i / 8)));
            }
        }
        assertThat(findings()).isEmpty();
    }

    @Test
    void everyRandomChangeIsFoundAndLocated() {
        long seed = Long.getLong("tongzhou.tamper.seed", System.nanoTime());
        System.out.println("tamper seed " + seed + ", tries " + TRIES);
        Random random = new Random(seed);
        List<Tamper> kinds = tampers();
        for (int i = 0; i < TRIES; i++) {
            Tamper tamper = kinds.get(i % kinds.size());
            long row = pick(tamper, random);
            String sql = tamper.sql().replace(":row", Long.toString(row));
            List<Finding> found = inUndoneTransaction(sql);
            String place = tamper.place().replace(":row", Long.toString(row));
            assertThat(found)
                    .as("seed %d try %d: %s", seed, i, sql)
                    .anyMatch(finding -> finding.place().startsWith(place));
        }
    }

    @Test
    void rowsCutOffTheEndWithTheirSealsAreMissedTheSameDay() {
        asSuperuser(
                "delete from audit.entry e where fund = 97 and not exists"
                        + " (select from audit.seal s where s.fund = 97 and s.entry = e.id);"
                        + " delete from audit.entry where fund = 97 and id in"
                        + " (select entry from audit.seal where fund = 97 order by seq desc limit 2);"
                        + " delete from audit.seal where fund = 97 and seq > (select max(seq) - 2 from audit.seal where fund = 97)");
        assertThat(findings()).extracting(Finding::code).containsExactly("audit_latest_differs");
        assertThatThrownBy(() -> sealer.seal(FUND, START.plus(Duration.ofDays(2))))
                .as("sealing on would hide it")
                .hasMessageContaining("kept outside");
    }

    @Test
    void emptiedTablesAreMissed() {
        asSuperuser("delete from audit.seal where fund = 97; delete from audit.entry where fund = 97;"
                + " delete from audit.head where fund = 97");
        assertThat(verification.funds()).contains(FUND);
        assertThat(findings()).extracting(Finding::code).contains("audit_latest_differs", "audit_export_differs");
    }

    @Test
    void aChainWrittenAnewDiffersFromTheExportedHeads() {
        asSuperuser("update audit.entry set subject = 'forged:1' where fund = 97 and id ="
                + " (select min(id) from audit.entry where fund = 97); delete from audit.seal where fund = 97;"
                + " delete from audit.head where fund = 97");
        new Sealer(books, heads, new HeadFiles(directory.resolve("forger")), jdbc, transaction)
                .seal(FUND, START.plus(Duration.ofDays(2)));
        assertThat(findings()).extracting(Finding::code).contains("audit_export_differs");
    }

    @Test
    void theCommandSaysWhatDiffersAndFails() {
        ByteArrayOutputStream clean = new ByteArrayOutputStream();
        String before = output(clean, new String[0]);
        assertThat(before).contains("基金 97", "凭证链");

        asSuperuser("update ledger.line set amount_fen = amount_fen + 1 where fund = 97 and no = 1 and journal ="
                + " (select min(journal) from ledger.line where fund = 97)");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int status = command(out, Words.ZH).run(new String[0], source, files);
        assertThat(status).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("ledger.journal", "合计 1 分", "内容与写入时不同", "不要直接改数据库");

        ByteArrayOutputStream english = new ByteArrayOutputStream();
        command(english, Words.EN).run(new String[0], source, files);
        assertThat(english.toString(StandardCharsets.UTF_8))
                .contains("Fund 97", "Change nothing in the database by hand")
                .doesNotContain("核对");

        ByteArrayOutputStream json = new ByteArrayOutputStream();
        assertThat(command(json, Words.ZH).run(new String[] {"--json"}, source, files))
                .isEqualTo(1);
        assertThat(json.toString(StandardCharsets.UTF_8)).contains("\"clean\":false", "ledger_journal_unbalanced");
    }

    private String output(ByteArrayOutputStream out, String[] args) {
        command(out, Words.ZH).run(args, source, files);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static VerifyCommand command(ByteArrayOutputStream out, Locale language) {
        return new VerifyCommand(printer(out), Words.of(language), Map.of());
    }

    private static PrintStream printer(ByteArrayOutputStream out) {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    /** A change to one row, and where verification must point; {@code rows} gives the rows it may be tried on. */
    private record Tamper(String sql, String rows, String place) {}

    private static List<Tamper> tampers() {
        List<Tamper> all = new ArrayList<>();
        String entries = "select id from audit.entry where fund = 97";
        String sealedEntries = "select entry from audit.seal where fund = 97";
        String seals = "select seq from audit.seal where fund = 97";
        String journals = "select id from ledger.journal where fund = 97";
        String sealedJournals = "select journal from ledger.seal where fund = 97";
        String where = " where fund = 97 and id = :row";
        for (String change : List.of(
                "subject = subject || '0'",
                "at = at + interval '1 microsecond'",
                "account = account + 1",
                "person = 5",
                "actor = '张*'",
                "path = '/97/4201/'",
                "action = 'test.other'",
                "details = details || '{\"a\": \"changed\"}'",
                "digest = sha256('forged')",
                "xid = (xid::text::bigint + 1)::text::xid8")) {
            all.add(new Tamper("update audit.entry set " + change + where, entries, "audit row :row"));
        }
        all.add(new Tamper("delete from audit.entry" + where, sealedEntries, "audit row :row"));
        all.add(new Tamper(
                "insert into audit.entry (fund, id, at, account, actor, path, action, subject, details, digest)"
                        + " overriding system value select fund, id + 1000000, at, account, actor, path, action, subject,"
                        + " details, digest from audit.entry"
                        + where,
                entries,
                "audit row 1"));
        all.add(new Tamper(
                "update audit.seal set entry = -entry where fund = 97 and seq = :row", seals, "audit row -"));
        all.add(new Tamper("delete from audit.seal where fund = 97 and seq = :row", seals, "audit "));
        all.add(new Tamper(
                "update audit.seal set hash = sha256('x') where fund = 97 and seq = :row", seals, "audit seal :row"));
        all.add(new Tamper(
                "update audit.seal set at = at - interval '1 day' where fund = 97 and seq = :row",
                seals,
                "audit seal :row"));
        all.add(new Tamper(
                "update audit.seal set horizon = '1' where fund = 97 and seq = :row", seals, "audit seal :row"));
        all.add(new Tamper(
                "update audit.entry e set subject = o.subject, details = o.details, digest = o.digest from audit.entry o,"
                        + " (select min(id) as id from audit.entry where fund = 97 and id <> :row) m where e.fund = 97"
                        + " and o.fund = 97 and (e.id = :row and o.id = m.id or o.id = :row and e.id = m.id)",
                sealedEntries,
                "audit row :row"));
        all.add(new Tamper(
                "update audit.seal set seq = seq + 1000000 where fund = 97 and seq in (:row, :row % 10 + 1 + 10);"
                        + " update audit.seal set seq = case seq when 1000000 + :row then :row % 10 + 11 else :row end"
                        + " where fund = 97 and seq > 1000000",
                "select n from generate_series(1, 10) n", "audit seal :row"));
        for (String change : List.of(
                "cause = cause || '-x'",
                "value_date = value_date - 1",
                "book_date = book_date + 31",
                "posted_at = posted_at - interval '1 second'",
                "template = 'FEE_RECEIVED'",
                "digest = sha256('forged')")) {
            all.add(new Tamper("update ledger.journal set " + change + where, journals, "ledger row :row"));
        }
        String line = " where fund = 97 and journal = :row";
        all.add(new Tamper("update ledger.line set amount_fen = amount_fen * 2" + line, journals, "ledger row :row"));
        all.add(new Tamper(
                "update ledger.line set amount_fen = amount_fen + 1" + line + " and no = 1",
                journals,
                "ledger.journal :row"));
        all.add(new Tamper(
                "update ledger.line set account = '2241'" + line + " and no = 2", journals, "ledger row :row"));
        all.add(new Tamper(
                "update ledger.line set plan = 'other'" + line + " and no = 2", journals, "ledger row :row"));
        all.add(new Tamper("update ledger.line set budget = '9'" + line + " and no = 2", journals, "ledger row :row"));
        all.add(new Tamper("update ledger.line set party = 'x:1'" + line + " and no = 1", journals, "ledger row :row"));
        all.add(new Tamper("delete from ledger.line" + line + " and no = 2", journals, "ledger.journal :row"));
        all.add(new Tamper("delete from ledger.line" + line, journals, "ledger row :row"));
        all.add(new Tamper("delete from ledger.journal" + where, sealedJournals, "ledger row :row"));
        all.add(new Tamper("delete from ledger.journal" + where, journals, "ledger.line :row"));
        all.add(new Tamper(
                "insert into ledger.line select fund, journal, no + 2, account, region, plan, amount_fen from ledger.line"
                        + line,
                journals,
                "ledger row :row"));
        all.add(new Tamper("delete from ledger.seal where fund = 97 and journal = :row", sealedJournals, "ledger "));
        all.add(new Tamper(
                "update audit.head set hash = sha256('x') where fund = 97 and seq >= :row - :row",
                "select 0::bigint",
                "audit seal"));
        all.add(new Tamper("delete from audit.head where fund = 97 and :row = 0", "select 0::bigint", "audit head"));
        all.add(new Tamper(
                "insert into audit.head select fund, book, day - 1, seq, hash from audit.head where fund = 97 and :row = 0"
                        + " and book = 'audit' order by day limit 1",
                "select 0::bigint",
                "audit head"));
        return all;
    }

    private long pick(Tamper tamper, Random random) {
        List<Long> rows = jdbc.sql(tamper.rows()).query(Long.class).list();
        return rows.get(random.nextInt(rows.size()));
    }

    /** With triggers and foreign keys off, as a superuser can; undone afterwards, so that each try starts clean. */
    private List<Finding> inUndoneTransaction(String sql) {
        return transaction.execute(status -> {
            jdbc.sql("set local session_replication_role = replica").update();
            for (String one : sql.split(";")) {
                jdbc.sql(one).update();
            }
            status.setRollbackOnly();
            return findings();
        });
    }

    private void asSuperuser(String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute(sql);
            statement.execute("set session_replication_role = origin");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private List<Finding> findings() {
        return verification.run(FUND).stream()
                .flatMap(result -> result.findings().stream())
                .toList();
    }

    private void write(int i) {
        Map<String, String> details = Map.of("a", Integer.toString(i));
        trail.record(new AuditEntry(Actor.system(FUND), START, "test.written", "row:" + i, details));
        Posting.Part part = new Posting.Part(Money.ofFen(100 + i), "/97/4202/420281/", "hospital");
        ledger.post(
                FUND,
                Posting.of(
                        Template.SUBSIDY_BUDGET_LOWERED,
                        "tamper:" + i,
                        LocalDate.of(2026, 2, 10),
                        START,
                        List.of(part)));
    }
}

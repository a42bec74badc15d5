package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.claim.Members.Member;
import org.tongzhou.claim.Reviews.Ground;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.database.Resealing;
import org.tongzhou.hospital.Discharge;
import org.tongzhou.hospital.Discharges;
import org.tongzhou.hospital.Reporting;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.SealedColumn;
import org.tongzhou.kernel.SealedColumns;
import org.tongzhou.kernel.Vault;
import org.tongzhou.testing.TestData;

/** Everything sealed goes under a new key; within a transaction that is taken back, so that the other tests keep theirs. */
class ResealingTest extends ClaimRoom {
    private static final int NEXT = 77;
    private static final FundId OTHER = new FundId(98);

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private DatabaseSettings settings;

    @Autowired
    private List<SealedColumns> all;

    @Autowired
    private Reporting reporting;

    @Autowired
    private Discharges discharges;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Vault vault;

    private List<SealedColumns> rooms;

    @BeforeEach
    void claimsAndHospitals() {
        rooms = of("(claim|hospital)\\..*");
        assertThat(rooms).hasSize(2);
    }

    @Test
    void afterItTheOldKeyOpensNothingOfClaimsAndHospitals() throws Exception {
        Vault next = vault();
        someOfEach();
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            Resealing resealing = new Resealing(next, jdbc, transaction, rooms);
            assertThat(resealing.reseal(TestData.FUND)).isPositive();
            rooms.stream().flatMap(room -> room.sealedColumns().stream()).forEach(column -> opens(column, next));
            assertThat(resealing.reseal(TestData.FUND)).isZero();
        });
    }

    /** Every envelope of the column lies under the next key, and opens at its place. */
    private void opens(SealedColumn column, Vault next) {
        List<byte[]> opened = jdbc.sql("select " + column.place() + " as place, " + column.column() + " as sealed from "
                        + column.table() + " t where fund = 42 and " + column.column() + " <> ''")
                .query((row, n) -> {
                    assertThat(Vault.keyOf(row.getBytes("sealed"))).isEqualTo(NEXT);
                    return next.open(row.getString("place"), row.getBytes("sealed"));
                })
                .list();
        boolean madeHere =
                List.of("event_case", "claim", "step", "discharge").stream().anyMatch(column.table()::endsWith);
        assertThat(madeHere && !column.column().equals("finding") && opened.isEmpty())
                .as(column.table() + "." + column.column())
                .isFalse();
    }

    @Test
    void whatWasInterruptedGoesOn() throws Exception {
        Vault next = vault();
        someOfEach();
        List<SealedColumns> first = rooms.subList(0, 1);
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            long some = new Resealing(next, jdbc, transaction, first).reseal(TestData.FUND);
            long rest = new Resealing(next, jdbc, transaction, rooms).reseal(TestData.FUND);
            assertThat(rest).isPositive();
            assertThat(some + rest).isEqualTo(count(NEXT));
        });
    }

    private long count(int key) {
        return rooms.stream()
                .flatMap(room -> room.sealedColumns().stream())
                .mapToLong(column -> jdbc
                        .sql("select " + column.column() + " from " + column.table() + " where fund = 42 and "
                                + column.column() + " <> ''")
                        .query(byte[].class)
                        .list()
                        .stream()
                        .filter(envelope -> envelope.length > 0 && Vault.keyOf(envelope) == key)
                        .count())
                .sum();
    }

    @Test
    void aStepStaysAsItWasWritten() throws Exception {
        someOfEach();
        for (String set : List.of("verb = 'FILED'", "words = null", "words = words", "actor_name = 'x'")) {
            assertThatThrownBy(() -> jdbc.sql("update claim.step set " + set + " where fund = 42 and words <> ''")
                            .update())
                    .as(set)
                    .isInstanceOf(DataAccessException.class);
        }
    }

    /** What stores of all other rooms seal, at the places that they state there. */
    private static final Map<String, String> PLACES = Map.ofEntries(
            Map.entry("contribution.statement.sealed", "statement:98:" + "ab".repeat(32)),
            Map.entry("contribution.credit.account", "credit:98:2026:S-1"),
            Map.entry("contribution.refund.sealed", "refund:98:1"),
            Map.entry("enrolment.draft.sealed", "draft:98:1"),
            Map.entry("enrolment.draft_fix.sealed", "fix:98:1:3:2"),
            Map.entry("payment.instruction.payee", "payment.instruction:E2E-00000098"),
            Map.entry("payment.answer.sealed", "payment.answer:98:" + "ab".repeat(32)),
            Map.entry("payment.evidence.sealed", "payment.evidence:98:1"),
            Map.entry("recovery.recovery.grounds", "recovery.98.claim:1"),
            Map.entry("recovery.write_off.grounds", "recovery.98.write_off:1"),
            Map.entry("recovery.appeal.words", "recovery.98.appeal:1"),
            Map.entry("recovery.appeal.answer", "recovery.98.answer:1"),
            Map.entry("access.account.totp_sealed", "access.account:98:1"));

    @Test
    void everyOtherRoomsEnvelopesGoUnderTheNewKeyPastTheirGuards() throws Exception {
        Vault next = vault();
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            jdbc.sql("set local session_replication_role = replica").update();
            oneOfEach();
            jdbc.sql("set local session_replication_role = origin").update();
            long guarded = new Resealing(next, jdbc, transaction, of("(payment|recovery)\\..*")).reseal(OTHER);
            assertThat(guarded).isEqualTo(7);
            jdbc.sql("set local session_replication_role = replica").update();
            Resealing resealing = new Resealing(next, jdbc, transaction, all);
            assertThat(guarded + resealing.reseal(OTHER)).isEqualTo(PLACES.size());
            List<SealedColumn> others = all.stream()
                    .flatMap(room -> room.sealedColumns().stream())
                    .filter(column -> PLACES.containsKey(column.table() + "." + column.column()))
                    .toList();
            assertThat(others).hasSize(PLACES.size());
            others.forEach(column -> opensAsStated(column, next));
            assertThat(resealing.reseal(OTHER)).isZero();
        });
    }

    @Test
    void whatMayBeSealedAnewIsOtherwiseGuardedAsBefore() {
        for (String change : List.of(
                "payment.instruction set payee = payee",
                "payment.instruction set payee = '\\x7fffffff00', state = 'APPROVED'",
                "payment.instruction set payee = '\\x7fffffff00', amount_fen = 2",
                "payment.instruction set payee = '\\x0000000000'",
                "payment.answer set sealed = '\\x7fffffff00', fault = 'y'",
                "payment.answer set sealed = sealed",
                "payment.evidence set sealed = '\\x7fffffff00', name = 'y'",
                "recovery.recovery set grounds = '\\x7fffffff00', amount_fen = 2, paid_fen = 2",
                "recovery.recovery set grounds = '\\x00000000'",
                "recovery.appeal set words = '\\x7fffffff00', answer = '\\x7fffffff00'",
                "recovery.appeal set answer = answer")) {
            transaction.executeWithoutResult(status -> {
                status.setRollbackOnly();
                jdbc.sql("set local session_replication_role = replica").update();
                oneOfEach();
                jdbc.sql("set local session_replication_role = origin").update();
                assertThatThrownBy(() -> jdbc.sql("update " + change + " where fund = 98")
                                .update())
                        .as(change)
                        .isInstanceOf(DataAccessException.class);
            });
        }
    }

    private List<SealedColumns> of(String tables) {
        return all.stream()
                .filter(room -> room.sealedColumns().stream()
                        .allMatch(column -> column.table().matches(tables)))
                .toList();
    }

    private void opensAsStated(SealedColumn column, Vault next) {
        String name = column.table() + "." + column.column();
        byte[] sealed = jdbc.sql("select " + column.column() + " from " + column.table() + " where fund = 98")
                .query(byte[].class)
                .single();
        assertThat(Vault.keyOf(sealed)).as(name).isEqualTo(NEXT);
        assertThat(new String(next.open(String.valueOf(PLACES.get(name)), sealed), StandardCharsets.UTF_8))
                .isEqualTo(name);
    }

    @Test
    void everyColumnOfBytesIsSealedAnewOrHoldsNoEnvelope() {
        Set<String> sealed = all.stream()
                .flatMap(room -> room.sealedColumns().stream())
                .map(column -> column.table() + "." + column.column())
                .collect(Collectors.toSet());
        sealed.add("person.key_print.print"); // it tells each key by itself, and stays under it
        List<String> others = jdbc.sql("""
                        select c.table_schema || '.' || c.table_name || '.' || c.column_name
                        from information_schema.columns c
                        join information_schema.tables t using (table_schema, table_name)
                        where c.udt_name = 'bytea' and t.table_type = 'BASE TABLE'
                          and c.table_schema not in ('pg_catalog', 'information_schema')
                          and c.column_name !~ '(hash|index|coarse|digest|subject|content|mark|token)$'
                        order by 1""").query(String.class).list();
        assertThat(others).containsExactlyInAnyOrderElementsOf(sealed);
    }

    private void oneOfEach() {
        row("payment.instruction.payee", """
                insert into payment.instruction (fund, cause, attempt, person, unit_path, plan, reference, payee, payee_index,
                    amount_fen, end_to_end, created_at)
                values (98, 'claim:1', 1, 1, '/98/', 'x', 'x', :sealed, '', 1, 'E2E-00000098', '2026-02-01')""");
        row("payment.answer.sealed", """
                insert into payment.answer (fund, kind, hash, received_at, sealed, outcome, fault)
                values (98, 'csv', decode(repeat('ab', 32), 'hex'), '2026-02-01', :sealed, 'REFUSED', 'x')""");
        jdbc.sql("insert into payment.discrepancy (fund, id, at, kind) overriding system value"
                        + " values (98, 1, '2026-02-01', 'GAP')")
                .update();
        row("payment.evidence.sealed", """
                insert into payment.evidence (fund, discrepancy, name, kind, hash, sealed, uploaded_by, uploaded_at)
                values (98, 1, 'x', 'text/csv', '', :sealed, 1, '2026-02-01')""");
        row("contribution.statement.sealed", """
                insert into contribution.statement (fund, name, format, hash, sealed, lines, faults, uploaded_by, uploaded_at)
                values (98, 'x', 'CSV', decode(repeat('ab', 32), 'hex'), :sealed, 1, '{}', 1, '2026-02-01')""");
        row("contribution.credit.account", """
                insert into contribution.credit (fund, serial_year, bank_serial, amount_fen, payer, account, remark, value_date,
                    unit_path, created_at)
                values (98, 2026, 'S-1', 1, 'x', :sealed, '', '2026-02-01', '/98/', '2026-02-01')""");
        row("contribution.refund.sealed", """
                insert into contribution.refund (fund, credit, amount_fen, sealed, payee, reason, state, proposed_by, proposed_at)
                values (98, 1, 1, :sealed, 'x', 'twice', 'PROPOSED', 1, '2026-02-01')""");
        row("enrolment.draft.sealed", """
                insert into enrolment.draft (fund, id, unit, unit_path, file_name, format, file_hash, sealed, file_rows,
                    checked_ms, state, uploaded_by, uploaded_at)
                overriding system value values (98, 1, 1, '/98/', 'x', 'CSV', decode(repeat('ab', 32), 'hex'), :sealed, 1, 1,
                    'OPEN', 1, '2026-02-01')""");
        row("enrolment.draft_fix.sealed", """
                insert into enrolment.draft_fix (fund, draft, row_number, column_number, sealed, fixed_by, fixed_at)
                values (98, 1, 3, 2, :sealed, 1, '2026-02-01')""");
        row("recovery.recovery.grounds", """
                insert into recovery.recovery (fund, id, cause, reference, person, payee_name, region, plan, paid_fen, amount_fen,
                    reason, grounds, state, proposed_by, proposed_name, proposed_at, confirmed_by, confirmed_name, confirmed_at)
                overriding system value values (98, 1, 'claim:1', 'x', 1, 'x', '/98/', 'x', 1, 1, 'OVERPAID', :sealed, 'SETTLED', 2, 'x', '2026-02-01', 3,
                    'x', '2026-02-01')""");
        row("recovery.write_off.grounds", """
                insert into recovery.write_off (fund, recovery, proposed_by, proposed_name, proposed_at, grounds)
                values (98, 1, 2, 'x', '2026-02-01', :sealed)""");
        row("recovery.appeal.words", """
                insert into recovery.appeal (fund, recovery, at, words, decided_by, decided_at, answer)
                values (98, 1, '2026-02-01', :sealed, 4, '2026-02-01', '')""");
        row("recovery.appeal.answer", "update recovery.appeal set answer = :sealed where fund = 98");
        row("access.account.totp_sealed", """
                insert into access.account (fund, id, kind, login, name, person, path, password_hash, must_change, totp_sealed,
                    created_at, created_by)
                overriding system value values (98, 1, 'person', 'x-98', 'x', 1, '/98/', 'x', true, :sealed, '2026-02-01', 1)""");
    }

    /** What is sealed under today's key is the column's own name. */
    private void row(String column, String sql) {
        jdbc.sql(sql)
                .param(
                        "sealed",
                        vault.seal(String.valueOf(PLACES.get(column)), column.getBytes(StandardCharsets.UTF_8)))
                .update();
    }

    private void someOfEach() throws Exception {
        Member member = hospitalMember();
        ClaimId id = smallClaim(member);
        propose(county(member), id, new Ground("hospital-2025 §3", "这一件材料不全，请看另一件申领。"));
        Reporting.House house = reporting.hospital("/42/4202/420281/", false);
        String identity = people.identity(TestData.FUND, member.person()).number();
        mvc.perform(post("/api/fhir")
                        .with(house.credential())
                        .contentType("application/fhir+json")
                        .content(Reporting.bundle(
                                UUID.randomUUID().toString(), Reporting.Stay.of("别的名字", identity, "1000.00"))))
                .andExpect(status().isOk());
        Discharge queued = discharges.waiting(county(member), null).items().stream()
                .filter(one -> one.sender().name().equals(house.name()))
                .findFirst()
                .orElseThrow();
        discharges.setAside(county(member), queued.id(), "不是本县职工", NOW);
    }

    /** The keys of this test's database, and one more. */
    private Vault vault() throws Exception {
        Properties file = new Properties();
        try (var reader = Files.newBufferedReader(settings.keys().resolve("tongzhou.keys"))) {
            file.load(reader);
        }
        Map<Integer, byte[]> keys = new HashMap<>();
        file.stringPropertyNames().stream()
                .filter(name -> name.startsWith("seal."))
                .forEach(name -> keys.put(
                        Integer.parseInt(name.substring(5)), Base64.getDecoder().decode(file.getProperty(name))));
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) 7);
        keys.put(NEXT, key);
        return new Vault(keys, Base64.getDecoder().decode(file.getProperty("index")));
    }
}

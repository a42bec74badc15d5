package org.tongzhou.recovery;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.SealedColumn;
import org.tongzhou.kernel.SealedColumns;
import org.tongzhou.kernel.Vault;
import org.tongzhou.recovery.Recovery.Appeal;
import org.tongzhou.recovery.Recovery.Entry;
import org.tongzhou.recovery.Recovery.Hand;
import org.tongzhou.recovery.Recovery.Instalment;
import org.tongzhou.recovery.Recovery.Kind;
import org.tongzhou.recovery.Recovery.Reason;
import org.tongzhou.recovery.Recovery.State;
import org.tongzhou.recovery.Recovery.Terms;
import org.tongzhou.recovery.Recovery.WriteOff;

@Component
class RecoveryStore implements SealedColumns {
    private static final int SHOWN = 200;

    private final JdbcClient jdbc;
    private final Vault vault;

    RecoveryStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Empty when the benefit is being recovered already. */
    Optional<RecoveryId> insert(FundId fund, Terms terms, Hand by) {
        return jdbc.sql("""
                        insert into recovery.recovery (fund, cause, reference, person, payee_name, region, plan, paid_fen,
                            amount_fen, reason, grounds, proposed_by, proposed_name, proposed_at)
                        values (:fund, :cause, :reference, :person, :payee, :region, :plan, :paid,
                            :amount, :reason, :grounds, :by, :name, :at)
                        on conflict (fund, cause) where state <> 'WITHDRAWN' do nothing
                        returning id
                        """)
                .param("fund", fund.code())
                .param("cause", terms.cause())
                .param("reference", terms.reference())
                .param("person", terms.person().value())
                .param("payee", terms.payeeName())
                .param("region", terms.region())
                .param("plan", terms.plan())
                .param("paid", terms.paid().fen())
                .param("amount", terms.amount().fen())
                .param("reason", terms.reason().name())
                .param("grounds", seal(fund, terms.cause(), terms.grounds()))
                .param("by", by.person().value())
                .param("name", by.name())
                .param("at", utc(by.at()))
                .query((row, n) -> new RecoveryId(row.getLong(1)))
                .optional();
    }

    void confirm(FundId fund, RecoveryId id, Hand by) {
        jdbc.sql("""
                        update recovery.recovery
                        set state = 'OPEN', confirmed_by = :by, confirmed_name = :name, confirmed_at = :at
                        where fund = :fund and id = :id
                        """)
                .param("fund", fund.code())
                .param("id", id.value())
                .param("by", by.person().value())
                .param("name", by.name())
                .param("at", utc(by.at()))
                .update();
    }

    void withdraw(FundId fund, RecoveryId id) {
        update("update recovery.recovery set state = 'WITHDRAWN' where fund = :fund and id = :id", fund, id);
    }

    /** Empty when this credit of the bank, or this benefit, was counted before. */
    Optional<Long> enter(FundId fund, RecoveryId id, Entry entry, Instant at, @Nullable PersonId by) {
        return jdbc.sql("""
                        insert into recovery.entry (fund, recovery, kind, cause, amount_fen, day, at, by_person)
                        values (:fund, :id, :kind, :cause, :amount, :day, :at, :by)
                        on conflict do nothing returning id
                        """)
                .param("fund", fund.code())
                .param("id", id.value())
                .param("kind", entry.kind().name())
                .param("cause", entry.cause())
                .param("amount", entry.amount().fen())
                .param("day", entry.day())
                .param("at", utc(at))
                .param("by", by == null ? null : by.value(), Types.BIGINT)
                .query(Long.class)
                .optional();
    }

    /** The newest open ones and what is left of each, in one statement. */
    List<Repayments.Owing> owing(FundId fund) {
        return jdbc.sql("""
                        select r.id, r.reference, r.payee_name,
                            r.amount_fen - coalesce((select sum(recovery.signed(e.kind, e.amount_fen))
                                from recovery.entry e where e.fund = r.fund and e.recovery = r.id), 0)::bigint as left_fen
                        from recovery.recovery r
                        where r.fund = :fund and r.state = 'OPEN' order by r.id desc limit :limit
                        """)
                .param("fund", fund.code())
                .param("limit", SHOWN)
                .query((row, n) -> new Repayments.Owing(
                        new RecoveryId(row.getLong("id")),
                        row.getString("reference"),
                        row.getString("payee_name"),
                        Money.ofFen(row.getLong("left_fen"))))
                .list();
    }

    Set<String> noted(FundId fund, Collection<String> bankReferences) {
        return new HashSet<>(jdbc.sql("""
                        select substr(cause, 6) from recovery.entry
                        where fund = :fund and kind = 'RECEIVED' and cause = any(:causes)
                        """)
                .param("fund", fund.code())
                .param(
                        "causes",
                        bankReferences.stream().map(each -> "bank:" + each).toArray(String[]::new))
                .query(String.class)
                .list());
    }

    void plan(FundId fund, RecoveryId id, List<Instalment> instalments) {
        update("delete from recovery.instalment where fund = :fund and recovery = :id", fund, id);
        for (Instalment each : instalments) {
            jdbc.sql("insert into recovery.instalment values (:fund, :id, :no, :due, :amount, :base)")
                    .param("fund", fund.code())
                    .param("id", id.value())
                    .param("no", each.no())
                    .param("due", each.due())
                    .param("amount", each.amount().fen())
                    .param("base", each.base().fen())
                    .update();
        }
    }

    void consent(FundId fund, RecoveryId id, int shareBp, Instant at, long account) {
        jdbc.sql("""
                        insert into recovery.consent values (:fund, :id, :share, :at, :account)
                        on conflict (fund, recovery) do update
                        set share_bp = excluded.share_bp, given_at = excluded.given_at, account = excluded.account
                        """)
                .param("fund", fund.code())
                .param("id", id.value())
                .param("share", shareBp)
                .param("at", utc(at))
                .param("account", account)
                .update();
    }

    void revoke(FundId fund, RecoveryId id) {
        update("delete from recovery.consent where fund = :fund and recovery = :id", fund, id);
    }

    /** Proposing again replaces a proposal that nobody has confirmed. */
    void proposeWriteOff(FundId fund, RecoveryId id, Hand by, String grounds) {
        jdbc.sql("""
                        insert into recovery.write_off (fund, recovery, proposed_by, proposed_name, proposed_at, grounds)
                        values (:fund, :id, :by, :name, :at, :grounds)
                        on conflict (fund, recovery) do update set proposed_by = excluded.proposed_by,
                            proposed_name = excluded.proposed_name, proposed_at = excluded.proposed_at,
                            grounds = excluded.grounds
                        where write_off.confirmed_by is null
                        """)
                .param("fund", fund.code())
                .param("id", id.value())
                .param("by", by.person().value())
                .param("name", by.name())
                .param("at", utc(by.at()))
                .param("grounds", seal(fund, "write_off:" + id.value(), grounds))
                .update();
    }

    void confirmWriteOff(FundId fund, RecoveryId id, Hand by) {
        jdbc.sql("update recovery.write_off set confirmed_by = :by, confirmed_at = :at"
                        + " where fund = :fund and recovery = :id")
                .param("fund", fund.code())
                .param("id", id.value())
                .param("by", by.person().value())
                .param("at", utc(by.at()))
                .update();
    }

    void appeal(FundId fund, RecoveryId id, String words, Instant at) {
        jdbc.sql("insert into recovery.appeal (fund, recovery, at, words) values (:fund, :id, :at, :words)")
                .param("fund", fund.code())
                .param("id", id.value())
                .param("at", utc(at))
                .param("words", seal(fund, "appeal:" + id.value(), words))
                .update();
    }

    void answer(FundId fund, RecoveryId id, Hand by, String answer) {
        jdbc.sql("update recovery.appeal set decided_by = :by, decided_at = :at, answer = :answer"
                        + " where fund = :fund and recovery = :id")
                .param("fund", fund.code())
                .param("id", id.value())
                .param("by", by.person().value())
                .param("at", utc(by.at()))
                .param("answer", seal(fund, "answer:" + id.value(), answer))
                .update();
    }

    Optional<Recovery> find(FundId fund, RecoveryId id) {
        return jdbc.sql("select * from recovery.recovery where fund = :fund and id = :id")
                .param("fund", fund.code())
                .param("id", id.value())
                .query((row, n) -> recovery(fund, row))
                .optional();
    }

    /** The same, and nobody else changes it until the transaction ends. */
    Optional<Recovery> lock(FundId fund, RecoveryId id) {
        jdbc.sql("select id from recovery.recovery where fund = :fund and id = :id for update")
                .param("fund", fund.code())
                .param("id", id.value())
                .query(Long.class)
                .optional();
        return find(fund, id);
    }

    /** Those that were confirmed and are about these causes, or paid again under these, locked in the order of their ids. */
    List<Recovery> lockAbout(FundId fund, Collection<String> causes) {
        List<Long> ids = jdbc.sql("""
                        select id from recovery.recovery
                        where fund = :fund and state in ('OPEN', 'SETTLED') and (cause = any(:causes) or id = any(:ids))
                        order by id for update
                        """)
                .param("fund", fund.code())
                .param("causes", causes.toArray(String[]::new))
                .param("ids", causes.stream().flatMap(RecoveryId::ofCause).toArray(Long[]::new))
                .query(Long.class)
                .list();
        return ids.stream()
                .map(id -> find(fund, new RecoveryId(id)).orElseThrow())
                .toList();
    }

    /** Those to be worked on first, then the newest, at most 200. */
    List<Recovery> newest(FundId fund) {
        return jdbc.sql("""
                        select * from recovery.recovery where fund = :fund
                        order by state in ('PROPOSED', 'OPEN') desc, id desc limit :limit
                        """)
                .param("fund", fund.code())
                .param("limit", SHOWN)
                .query((row, n) -> recovery(fund, row))
                .list();
    }

    /** Those that were confirmed, newest first. */
    List<Recovery> ofPerson(FundId fund, PersonId person) {
        return jdbc.sql("""
                        select * from recovery.recovery
                        where fund = :fund and person = :person and confirmed_by is not null order by id desc limit :limit
                        """)
                .param("fund", fund.code())
                .param("person", person.value())
                .param("limit", SHOWN)
                .query((row, n) -> recovery(fund, row))
                .list();
    }

    private Recovery recovery(FundId fund, ResultSet row) throws SQLException {
        RecoveryId id = new RecoveryId(row.getLong("id"));
        return new Recovery(
                id,
                new Terms(
                        row.getString("cause"),
                        row.getString("reference"),
                        new PersonId(row.getLong("person")),
                        row.getString("payee_name"),
                        row.getString("region"),
                        row.getString("plan"),
                        Money.ofFen(row.getLong("paid_fen")),
                        Money.ofFen(row.getLong("amount_fen")),
                        Reason.valueOf(row.getString("reason")),
                        open(fund, row.getString("cause"), row.getBytes("grounds"))),
                State.valueOf(row.getString("state")),
                hand(row, "proposed"),
                row.getObject("confirmed_by") == null ? null : hand(row, "confirmed"),
                entries(fund, id),
                instalments(fund, id),
                consentOf(fund, id),
                writeOff(fund, id),
                appealOf(fund, id));
    }

    private static Hand hand(ResultSet row, String verb) throws SQLException {
        return new Hand(
                new PersonId(row.getLong(verb + "_by")),
                row.getString(verb + "_name"),
                row.getObject(verb + "_at", OffsetDateTime.class).toInstant());
    }

    private List<Entry> entries(FundId fund, RecoveryId id) {
        return query("select * from recovery.entry where fund = :fund and recovery = :id order by id", fund, id)
                .query((row, n) -> new Entry(
                        row.getLong("id"),
                        Kind.valueOf(row.getString("kind")),
                        row.getString("cause"),
                        Money.ofFen(row.getLong("amount_fen")),
                        row.getObject("day", LocalDate.class)))
                .list();
    }

    private List<Instalment> instalments(FundId fund, RecoveryId id) {
        return query("select * from recovery.instalment where fund = :fund and recovery = :id order by no", fund, id)
                .query((row, n) -> new Instalment(
                        row.getInt("no"),
                        row.getObject("due", LocalDate.class),
                        Money.ofFen(row.getLong("amount_fen")),
                        Money.ofFen(row.getLong("base_fen"))))
                .list();
    }

    private @Nullable Integer consentOf(FundId fund, RecoveryId id) {
        return query("select share_bp from recovery.consent where fund = :fund and recovery = :id", fund, id)
                .query(Integer.class)
                .optional()
                .orElse(null);
    }

    private @Nullable WriteOff writeOff(FundId fund, RecoveryId id) {
        return query("select * from recovery.write_off where fund = :fund and recovery = :id", fund, id)
                .query((row, n) -> new WriteOff(
                        hand(row, "proposed"),
                        open(fund, "write_off:" + id.value(), row.getBytes("grounds")),
                        row.getObject("confirmed_by") != null))
                .optional()
                .orElse(null);
    }

    private @Nullable Appeal appealOf(FundId fund, RecoveryId id) {
        return query("select * from recovery.appeal where fund = :fund and recovery = :id", fund, id)
                .query((row, n) -> new Appeal(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        open(fund, "appeal:" + id.value(), row.getBytes("words")),
                        answer(fund, id, row.getBytes("answer"))))
                .optional()
                .orElse(null);
    }

    private @Nullable String answer(FundId fund, RecoveryId id, byte @Nullable [] sealed) {
        return sealed == null ? null : open(fund, "answer:" + id.value(), sealed);
    }

    private JdbcClient.StatementSpec query(String sql, FundId fund, RecoveryId id) {
        return jdbc.sql(sql).param("fund", fund.code()).param("id", id.value());
    }

    private void update(String sql, FundId fund, RecoveryId id) {
        query(sql, fund, id).update();
    }

    private byte[] seal(FundId fund, String place, String words) {
        return vault.seal("recovery." + fund.code() + "." + place, words.getBytes(StandardCharsets.UTF_8));
    }

    private String open(FundId fund, String place, byte[] sealed) {
        return new String(vault.open("recovery." + fund.code() + "." + place, sealed), StandardCharsets.UTF_8);
    }

    private static OffsetDateTime utc(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(
                new SealedColumn("recovery.recovery", "grounds", "'recovery.' || t.fund || '.' || t.cause"),
                new SealedColumn(
                        "recovery.write_off", "grounds", "'recovery.' || t.fund || '.write_off:' || t.recovery"),
                new SealedColumn("recovery.appeal", "words", "'recovery.' || t.fund || '.appeal:' || t.recovery"),
                new SealedColumn("recovery.appeal", "answer", "'recovery.' || t.fund || '.answer:' || t.recovery"));
    }
}

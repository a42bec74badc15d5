package org.tongzhou.recovery;

import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.recovery.Demanding.Demanded;
import org.tongzhou.recovery.Recovery.Hand;
import org.tongzhou.recovery.Recovery.Instalment;

/** Writes demands for money that was paid and not due, with what was paid back of them, agreed and said. */
@Component
class RecoveryStore {
    private final JdbcClient jdbc;
    private final Sealing sealing;

    RecoveryStore(JdbcClient jdbc, Sealing sealing) {
        this.jdbc = jdbc;
        this.sealing = sealing;
    }

    Demanded demanded(FundId fund, String cause) {
        return jdbc.sql("""
                        select recovery.demanded(:fund, :cause) as fen, exists (select from recovery.recovery
                            where fund = :fund and cause = :cause and state in ('PROPOSED', 'OPEN')) as live
                        """)
                .param("fund", fund.code())
                .param("cause", cause)
                .query((row, n) -> new Demanded(Money.ofFen(row.getLong("fen")), row.getBoolean("live")))
                .single();
    }

    /** Empty when to recover the benefit was proposed already. */
    Optional<RecoveryId> insert(FundId fund, RecoveryTerms terms, Hand by) {
        return jdbc.sql("""
                        insert into recovery.recovery (fund, cause, reference, person, payee_name, region, plan, paid_fen,
                            amount_fen, reason, grounds, proposed_by, proposed_name, proposed_at)
                        values (:fund, :cause, :reference, :person, :payee, :region, :plan, :paid,
                            :amount, :reason, :grounds, :by, :name, :at)
                        on conflict (fund, cause) where state = 'PROPOSED' do nothing
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
                .param("grounds", sealing.seal(fund, terms.cause(), terms.grounds()))
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
    Optional<Long> enter(FundId fund, RecoveryId id, RecoveryEntry entry, Instant at, @Nullable PersonId by) {
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

    /** Why the entry that took a note back was made. */
    void takenBack(FundId fund, long entry, String reason) {
        jdbc.sql("insert into recovery.taken_back (fund, entry, reason) values (:fund, :entry, :reason)")
                .param("fund", fund.code())
                .param("entry", entry)
                .param("reason", sealing.seal(fund, "taken_back:" + entry, reason))
                .update();
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

    /** Proposing again replaces a proposal that nobody has confirmed, and one after which more is owed again. */
    void proposeWriteOff(FundId fund, RecoveryId id, Hand by, String grounds) {
        jdbc.sql("""
                        insert into recovery.write_off (fund, recovery, proposed_by, proposed_name, proposed_at, grounds)
                        values (:fund, :id, :by, :name, :at, :grounds)
                        on conflict (fund, recovery) do update set proposed_by = excluded.proposed_by,
                            proposed_name = excluded.proposed_name, proposed_at = excluded.proposed_at,
                            grounds = excluded.grounds, confirmed_by = null, confirmed_at = null
                        """)
                .param("fund", fund.code())
                .param("id", id.value())
                .param("by", by.person().value())
                .param("name", by.name())
                .param("at", utc(by.at()))
                .param("grounds", sealing.seal(fund, "write_off:" + id.value(), grounds))
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
                .param("words", sealing.seal(fund, "appeal:" + id.value(), words))
                .update();
    }

    void answer(FundId fund, RecoveryId id, Hand by, String answer) {
        jdbc.sql("update recovery.appeal set decided_by = :by, decided_at = :at, answer = :answer"
                        + " where fund = :fund and recovery = :id")
                .param("fund", fund.code())
                .param("id", id.value())
                .param("by", by.person().value())
                .param("at", utc(by.at()))
                .param("answer", sealing.seal(fund, "answer:" + id.value(), answer))
                .update();
    }

    private void update(String sql, FundId fund, RecoveryId id) {
        jdbc.sql(sql).param("fund", fund.code()).param("id", id.value()).update();
    }

    private static OffsetDateTime utc(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}

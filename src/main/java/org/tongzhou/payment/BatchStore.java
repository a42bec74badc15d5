package org.tongzhou.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.payment.iso.PainVersion;

/**
 * Batches. A batch that is being talked about with the bank is locked by its row for the length of the talk, and
 * {@code attempt} fences off whoever lost that lock: waiting times are the server's machine time, not the fund's clock.
 */
@Component
class BatchStore {
    private final JdbcClient jdbc;

    BatchStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A batch to be: payees of one bank or, empty, of all; the version of the message is fixed with it. */
    record Draft(LocalDate executionDay, String bank, PainVersion version) {}

    /** An empty draft with the next number of the day. */
    BatchRow create(FundId fund, Draft draft, Hand hand, Instant at) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('payment.batch'), :fund)")
                .param("fund", fund.code())
                .query((row, n) -> n)
                .list();
        long id = jdbc.sql("""
                        insert into payment.batch
                            (fund, execution_day, seq, bank, message, made_by, made_name, made_at, msg_id, file_name)
                        select :fund, :day, n.seq, :bank, :message, :by, :name, :at, :msgId,
                            'TZ' || :fund || '_' || to_char(:day::date, 'YYYYMMDD') || '_' || lpad(n.seq::text, 4, '0') || '_'
                                || :msgId || '.xml'
                        from (select coalesce(max(seq), 0) + 1 as seq from payment.batch
                              where fund = :fund and execution_day = :day) n
                        returning id
                        """)
                .param("fund", fund.code())
                .param("day", draft.executionDay())
                .param("bank", draft.bank())
                .param("message", draft.version().code())
                .param("by", hand.person().value())
                .param("name", hand.name())
                .param("at", Ids.utc(at))
                .param("msgId", Ids.msgId(fund))
                .query(Long.class)
                .single();
        return find(fund, new BatchId(id)).orElseThrow();
    }

    void fill(FundId fund, BatchRow batch, List<InstructionRow> rows) {
        jdbc.sql("""
                        insert into payment.batch_item (fund, batch, no, instruction)
                        select :fund, :batch, i.no, i.id from unnest(:ids::bigint[]) with ordinality as i (id, no)
                        """)
                .param("fund", fund.code())
                .param("batch", batch.id())
                .param("ids", rows.stream().mapToLong(InstructionRow::id).toArray())
                .update();
        jdbc.sql("""
                        update payment.batch b set payments = s.payments, total_fen = s.total
                        from (select count(*) as payments, sum(i.amount_fen) as total from payment.batch_item t
                              join payment.instruction i on i.fund = t.fund and i.id = t.instruction
                              where t.fund = :fund and t.batch = :batch) s
                        where b.fund = :fund and b.id = :batch
                        """).param("fund", fund.code()).param("batch", batch.id()).update();
    }

    void seal(FundId fund, BatchId id, byte[] hash, boolean needsConsent) {
        jdbc.sql("""
                        update payment.batch set state = 'SEALED', content_hash = :hash, needs_consent = :consent
                        where fund = :fund and id = :id
                        """)
                .param("hash", hash)
                .param("consent", needsConsent)
                .param("fund", fund.code())
                .param("id", id.value())
                .update();
    }

    void agree(FundId fund, BatchId id, Hand hand, Instant at) {
        jdbc.sql("""
                        update payment.batch set agreed_by = :by, agreed_name = :name, agreed_at = :at
                        where fund = :fund and id = :id
                        """)
                .param("by", hand.person().value())
                .param("name", hand.name())
                .param("at", Ids.utc(at))
                .param("fund", fund.code())
                .param("id", id.value())
                .update();
    }

    void release(FundId fund, BatchId id, LocalDate valueDay, Hand hand, Instant at) {
        jdbc.sql("""
                        update payment.batch set state = 'RELEASED', released_by = :by, released_name = :name,
                            released_at = :at, value_day = :day
                        where fund = :fund and id = :id
                        """)
                .param("day", valueDay)
                .param("by", hand.person().value())
                .param("name", hand.name())
                .param("at", Ids.utc(at))
                .param("fund", fund.code())
                .param("id", id.value())
                .update();
    }

    void move(FundId fund, BatchId id, BatchState to) {
        jdbc.sql("update payment.batch set state = :state where fund = :fund and id = :id")
                .param("state", to.name())
                .param("fund", fund.code())
                .param("id", id.value())
                .update();
    }

    /** The next attempt begins: from now on an older one may not write. */
    void sending(FundId fund, BatchId id, byte[] fileHash) {
        jdbc.sql("""
                        update payment.batch set state = 'SENT', attempt = attempt + 1, tried_at = clock_timestamp(),
                            file_hash = :hash
                        where fund = :fund and id = :id
                        """)
                .param("hash", fileHash)
                .param("fund", fund.code())
                .param("id", id.value())
                .update();
    }

    void asked(FundId fund, BatchId id) {
        jdbc.sql("update payment.batch set asked_at = clock_timestamp() where fund = :fund and id = :id")
                .param("fund", fund.code())
                .param("id", id.value())
                .update();
    }

    Optional<BatchRow> find(FundId fund, BatchId id) {
        return one(fund, id, "");
    }

    Optional<BatchRow> lock(FundId fund, BatchId id) {
        return one(fund, id, " for update");
    }

    /** Empty when somebody else is at it. */
    Optional<BatchRow> lockIfFree(FundId fund, BatchId id) {
        return one(fund, id, " for update skip locked");
    }

    private Optional<BatchRow> one(FundId fund, BatchId id, String lock) {
        return jdbc.sql(BatchRows.SELECT + "where fund = :fund and id = :id" + lock)
                .param("fund", fund.code())
                .param("id", id.value())
                .query(BatchRows::batch)
                .optional();
    }

    Optional<BatchRow> lockByMessage(FundId fund, String msgId) {
        return jdbc.sql(BatchRows.SELECT + "where fund = :fund and msg_id = :msgId for update")
                .param("fund", fund.code())
                .param("msgId", msgId)
                .query(BatchRows::batch)
                .optional();
    }

    /** Released and not yet settled, oldest first. */
    List<BatchId> open(FundId fund) {
        return jdbc.sql("""
                        select id from payment.batch
                        where fund = :fund and state in ('RELEASED', 'SENT', 'ACCEPTED', 'UNKNOWN') order by id
                        """)
                .param("fund", fund.code())
                .query((row, n) -> new BatchId(row.getLong(1)))
                .list();
    }

    /** The oldest that still needs somebody or something. */
    Optional<BatchRow> inHand(FundId fund) {
        return jdbc.sql(BatchRows.SELECT + """
                        where fund = :fund and state not in ('SETTLED', 'DISCARDED') order by id limit 1
                        """)
                .param("fund", fund.code())
                .query(BatchRows::batch)
                .optional();
    }

    /** Newest first. */
    List<BatchRow> newest(FundId fund, long before, int limit) {
        return jdbc.sql(BatchRows.SELECT + "where fund = :fund and id < :before order by id desc limit :limit")
                .param("fund", fund.code())
                .param("before", before)
                .param("limit", limit)
                .query(BatchRows::batch)
                .list();
    }

    boolean isAnswered(FundId fund, BatchId id) {
        return jdbc.sql("""
                        select not exists (select from payment.batch_item t
                            join payment.instruction i on i.fund = t.fund and i.id = t.instruction
                            where t.fund = :fund and t.batch = :batch and i.state not in ('PAID', 'REJECTED', 'RETURNED'))
                        """)
                .param("fund", fund.code())
                .param("batch", id.value())
                .query(Boolean.class)
                .single();
    }

    /** How many payments of each of these stand where, by batch. */
    Map<Long, List<Batch.Tally>> tallies(FundId fund, Collection<Long> ids) {
        return jdbc
                .sql("""
                        select t.batch, i.state, i.purpose, i.plan, count(*) as payments, sum(i.amount_fen) as amount,
                               count(*) filter (where exists (select from payment.bank_entry b
                                   where b.fund = i.fund and b.instruction = i.id and b.kind = 'DEBIT')) as booked
                        from payment.batch_item t
                        join payment.instruction i on i.fund = t.fund and i.id = t.instruction
                        where t.fund = :fund and t.batch = any(:ids::bigint[]) group by t.batch, i.state, i.purpose, i.plan
                        order by t.batch, i.state, i.purpose, i.plan
                        """)
                .param("fund", fund.code())
                .param("ids", ids.toArray(Long[]::new))
                .query((row, n) -> Map.entry(row.getLong("batch"), tally(row)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private static Batch.Tally tally(ResultSet row) throws SQLException {
        return new Batch.Tally(
                InstructionState.valueOf(row.getString("state")),
                Purpose.valueOf(row.getString("purpose")),
                row.getString("plan"),
                row.getInt("payments"),
                Money.ofFen(row.getLong("amount")),
                row.getInt("booked"));
    }
}

package org.tongzhou.payment;

import static org.tongzhou.kernel.SqlArray.each;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Scope;

/** Instructions, written once; what becomes of them is in their events. */
@Component
class InstructionStore {
    private static final String COLUMNS = """
            select i.id, i.cause, i.attempt, i.person, i.unit_path, i.plan, i.reference, i.payee, i.payee_index,
                   i.payee_bank, i.payable_from, i.amount_fen, i.end_to_end, i.state, i.purpose
            from payment.instruction i
            """;

    private static final String ORDERED = """
            select distinct on (cause) cause, amount_fen from payment.instruction
            where fund = :fund and person = :person order by cause, attempt desc
            """;

    /**
     * Approved from its birth. Conflicts with any unique key are passed over: of two that order one benefit at once, each
     * would otherwise wait for the other between two of its keys.
     */
    private static final String INSERT = """
            with made as (
                insert into payment.instruction (fund, cause, attempt, replaces, person, unit_path, plan, reference,
                    payee, payee_index, payee_bank, payable_from, amount_fen, end_to_end, purpose, created_at, state)
                select :fund, r.cause, r.attempt, :replaces, r.person, r.path, r.plan, r.reference,
                    r.payee, r.index, r.bank, r.payable_from, r.amount, r.end_to_end, r.purpose, :at, 'APPROVED'
                from unnest(:causes::text[], :attempts::int[], :people::bigint[], :paths::text[], :plans::text[],
                        :references::text[], :payees::bytea[], :indexes::bytea[], :banks::text[], :froms::date[],
                        :amounts::bigint[], :endToEnds::text[], :purposes::text[])
                    as r (cause, attempt, person, path, plan, reference, payee, index, bank, payable_from, amount,
                        end_to_end, purpose)
                on conflict do nothing returning fund, id, cause),
            approved as (
                insert into payment.instruction_event (fund, instruction, from_state, state, at, person)
                select fund, id, 'DRAFTED', 'APPROVED', :at, :by from made)
            select id, cause from made
            """;

    private final JdbcClient jdbc;

    InstructionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is alike for all that are ordered together: which instruction they replace, if any, and who orders, if a person does. */
    record Order(@Nullable InstructionId replaces, @Nullable PersonId by, Instant at) {}

    /** Writes those whose cause has no such attempt yet, approved; answers their ids by cause. */
    Map<String, InstructionId> insert(FundId fund, List<InstructionRow> rows, Order order) {
        Map<String, InstructionId> made = new HashMap<>();
        jdbc.sql(INSERT)
                .param("fund", fund.code())
                .param(
                        "replaces",
                        order.replaces() == null ? null : order.replaces().value(),
                        Types.BIGINT)
                .param("by", order.by() == null ? null : order.by().value(), Types.BIGINT)
                .param("at", Ids.utc(order.at()))
                .param("causes", each(rows, String[]::new, InstructionRow::cause))
                .param("attempts", each(rows, Integer[]::new, InstructionRow::attempt))
                .param("people", each(rows, Long[]::new, row -> row.person().value()))
                .param("paths", each(rows, String[]::new, InstructionRow::unitPath))
                .param("plans", each(rows, String[]::new, InstructionRow::plan))
                .param("references", each(rows, String[]::new, InstructionRow::reference))
                .param("payees", each(rows, byte[][]::new, InstructionRow::payee))
                .param("indexes", each(rows, byte[][]::new, InstructionRow::payeeIndex))
                .param("banks", each(rows, String[]::new, InstructionRow::bank))
                .param("froms", each(rows, String[]::new, row -> Objects.toString(row.payableFrom(), null)))
                .param("amounts", each(rows, Long[]::new, row -> row.amount().fen()))
                .param("endToEnds", each(rows, String[]::new, InstructionRow::endToEnd))
                .param(
                        "purposes",
                        each(rows, String[]::new, row -> row.purpose().name()))
                .query(row -> {
                    made.put(row.getString("cause"), new InstructionId(row.getLong("id")));
                });
        return made;
    }

    List<InstructionRow> findAll(Scope scope, Collection<InstructionId> ids) {
        return jdbc.sql(COLUMNS + """
                        where i.fund = :fund and i.id = any(:ids::bigint[]) and i.unit_path >= :from and i.unit_path < :upTo
                        """)
                .params(scope.params())
                .param("ids", each(ids, Long[]::new, InstructionId::value))
                .query(InstructionStore::row)
                .list();
    }

    /** The newest attempt to pay the benefit with this number; asked for by hand, and rarely. */
    Optional<InstructionRow> benefit(Scope scope, String reference) {
        return jdbc.sql(COLUMNS + """
                        where i.fund = :fund and i.reference = :reference and i.purpose = 'BENEFIT'
                          and i.unit_path >= :from and i.unit_path < :upTo
                        order by i.id desc limit 1
                        """)
                .params(scope.params())
                .param("reference", reference)
                .query(InstructionStore::row)
                .optional();
    }

    /** The newest attempt for a cause, locked against a second one at the same instant. */
    Optional<InstructionRow> latest(FundId fund, String cause) {
        return jdbc.sql(COLUMNS
                        + "where i.fund = :fund and i.cause = :cause order by i.attempt desc limit 1 for update")
                .param("fund", fund.code())
                .param("cause", cause)
                .query(InstructionStore::row)
                .optional();
    }

    /** The newest attempt for a cause as part of a trip, made into what is asked for. */
    <T> Rows<T> newest(Trip trip, FundId fund, String cause, Function<InstructionRow, T> of) {
        return trip.shared("fund", fund.code())
                .with("cause", cause)
                .ask(
                        COLUMNS + "where i.fund = :fund and i.cause = :cause order by i.attempt desc limit 1",
                        (row, n) -> of.apply(row(row, n)));
    }

    List<InstructionRow> ofCause(FundId fund, String cause) {
        return jdbc.sql(COLUMNS + "where i.fund = :fund and i.cause = :cause order by i.attempt")
                .param("fund", fund.code())
                .param("cause", cause)
                .query(InstructionStore::row)
                .list();
    }

    /** On a day, without what has these causes. */
    record Ready(LocalDate today, Set<String> without) {}

    /** Approved, its day come, its cause not in doubt, and nothing about it in question. */
    private static final String READY = """
            i.fund = :fund and i.state = 'APPROVED' and (i.payable_from is null or i.payable_from <= :today)
            and i.cause <> all(:without::text[]) and
            """ + DiscrepancyStore.NOT_IN_QUESTION;

    /**
     * Those that are ready, of one bank or (empty) of all, locked; what another batch is just taking is left out, and a
     * person's own money. A refund is the payer's, whoever asked for it.
     */
    List<InstructionRow> payable(Scope scope, Ready ready, long notPerson, Wanted wanted) {
        return jdbc.sql(COLUMNS + "where " + READY + """
                          and i.unit_path >= :from and i.unit_path < :upTo
                          and (i.person <> :person or i.purpose = 'FEE_REFUND')
                          and (:bank = '' or i.payee_bank = :bank)
                        order by i.id limit :limit for update of i skip locked
                        """)
                .params(scope.params())
                .param("today", ready.today())
                .param("without", ready.without().toArray(String[]::new))
                .param("person", notPerson)
                .param("bank", wanted.bank())
                .param("limit", wanted.atMost())
                .query(InstructionStore::row)
                .list();
    }

    /** What is ready, bank by bank, most payments first. */
    List<Payable.OfBank> payableByBank(FundId fund, Ready ready) {
        return jdbc.sql(
                        "select i.payee_bank, count(*) as payments, sum(i.amount_fen) as total from payment.instruction i where "
                                + READY + " group by i.payee_bank order by payments desc, i.payee_bank")
                .param("fund", fund.code())
                .param("today", ready.today())
                .param("without", ready.without().toArray(String[]::new))
                .query((row, n) -> new Payable.OfBank(
                        row.getString("payee_bank"), row.getInt("payments"), Money.ofFen(row.getLong("total"))))
                .list();
    }

    /** Approved, to an account whose day has not come. */
    Payable.Later payableLater(FundId fund, LocalDate today) {
        return jdbc.sql("""
                        select count(*) as payments, coalesce(sum(amount_fen), 0) as total, min(payable_from) as first
                        from payment.instruction where fund = :fund and state = 'APPROVED' and payable_from > :today
                        """)
                .param("fund", fund.code())
                .param("today", today)
                .query((row, n) -> new Payable.Later(
                        row.getInt("payments"),
                        Money.ofFen(row.getLong("total")),
                        row.getObject("first", LocalDate.class)))
                .single();
    }

    /** Approved for these causes. */
    Payable.Doubted payableOf(FundId fund, Set<String> causes) {
        return jdbc.sql("""
                        select count(*) as payments, coalesce(sum(amount_fen), 0) as total
                        from payment.instruction where fund = :fund and state = 'APPROVED' and cause = any(:causes::text[])
                        """)
                .param("fund", fund.code())
                .param("causes", causes.toArray(String[]::new))
                .query((row, n) -> new Payable.Doubted(row.getInt("payments"), Money.ofFen(row.getLong("total"))))
                .single();
    }

    /** Neither paid nor replaced, of no dispute that is open, and of other batches than {@code here}. */
    private static final String TROUBLED_ELSEWHERE = """
            i.fund = :fund and i.state in ('UNKNOWN', 'REJECTED', 'RETURNED') and not i.replaced
            and not exists (select from payment.discrepancy d
                where d.fund = i.fund and d.instruction = i.id and d.settled_by is null)
            and not exists (select from payment.batch_item t
                where t.fund = i.fund and t.batch = :here and t.instruction = i.id)
            """;

    int countTroubledElsewhere(FundId fund, BatchId here) {
        return jdbc.sql("select count(*) from payment.instruction i where " + TROUBLED_ELSEWHERE)
                .param("fund", fund.code())
                .param("here", here.value())
                .query(Integer.class)
                .single();
    }

    /** Oldest first, those after one. */
    List<InstructionRow> troubledElsewhere(FundId fund, BatchId here, long after, int limit) {
        return jdbc.sql(COLUMNS + "where " + TROUBLED_ELSEWHERE + " and i.id > :after order by i.id limit :limit")
                .param("fund", fund.code())
                .param("here", here.value())
                .param("after", after)
                .param("limit", limit)
                .query(InstructionStore::row)
                .list();
    }

    /** A person's orders that may still be held back, locked. */
    List<InstructionRow> unreleased(FundId fund, PersonId person) {
        return jdbc.sql(COLUMNS + """
                        where i.fund = :fund and i.person = :person and i.state in ('APPROVED', 'BATCHED', 'SEALED')
                        order by i.id for update of i
                        """)
                .param("fund", fund.code())
                .param("person", person.value())
                .query(InstructionStore::row)
                .list();
    }

    /** Holds a batch's payments as they stand: nobody moves or questions one until the transaction ends. */
    void lockBatch(FundId fund, BatchId batch) {
        jdbc.sql("""
                        select i.id from payment.instruction i
                        join payment.batch_item b on b.fund = i.fund and b.instruction = i.id
                        where b.fund = :fund and b.batch = :batch order by i.id for update of i
                        """).param("fund", fund.code()).param("batch", batch.value()).query(row -> {});
    }

    List<InstructionRow> inBatch(FundId fund, BatchId batch) {
        return jdbc.sql(COLUMNS + """
                        join payment.batch_item b on b.fund = i.fund and b.instruction = i.id
                        where b.fund = :fund and b.batch = :batch order by b.no
                        """)
                .param("fund", fund.code())
                .param("batch", batch.value())
                .query(InstructionStore::row)
                .list();
    }

    /** Of a batch so many after an instruction, or from the first on; {@code troubled} leaves out those that are paid. */
    record Part(boolean troubled, long after, int limit) {}

    List<InstructionRow> inBatch(FundId fund, BatchId batch, Part part) {
        return jdbc.sql(COLUMNS + """
                        join payment.batch_item b on b.fund = i.fund and b.instruction = i.id
                        where b.fund = :fund and b.batch = :batch and (not :troubled or i.state <> 'PAID')
                          and b.no > coalesce((select no from payment.batch_item
                              where fund = :fund and batch = :batch and instruction = :after), 0)
                        order by b.no limit :limit
                        """)
                .param("fund", fund.code())
                .param("batch", batch.value())
                .param("troubled", part.troubled())
                .param("after", part.after())
                .param("limit", part.limit())
                .query(InstructionStore::row)
                .list();
    }

    List<InstructionRow> byEndToEnd(FundId fund, Collection<String> endToEnds) {
        return jdbc.sql(COLUMNS + "where i.fund = :fund and i.end_to_end = any(:ids::text[])")
                .param("fund", fund.code())
                .param("ids", endToEnds.toArray(String[]::new))
                .query(InstructionStore::row)
                .list();
    }

    /** What the newest instruction of each cause orders for a person, as part of a trip. */
    Rows<Map.Entry<String, Money>> ordered(Trip trip, FundId fund, PersonId person) {
        return trip.shared("fund", fund.code())
                .shared("person", person.value())
                .ask(ORDERED, (row, n) -> Map.entry(row.getString("cause"), Money.ofFen(row.getLong("amount_fen"))));
    }

    /** The batch that carried or carries an instruction, the newest if it was in several. */
    Optional<BatchId> batchOf(FundId fund, long instruction) {
        return jdbc.sql("""
                        select max(batch) from payment.batch_item where fund = :fund and instruction = :id
                        having max(batch) is not null
                        """)
                .param("fund", fund.code())
                .param("id", instruction)
                .query(Long.class)
                .optional()
                .map(BatchId::new);
    }

    /** On which page of the batch that {@link #batchOf} names an instruction stands, where pages are of {@code size}. */
    Optional<Batches.Place> place(FundId fund, InstructionId instruction, int size) {
        return jdbc.sql("""
                        select t.batch, before.instruction as after from (
                            select batch, no from payment.batch_item
                            where fund = :fund and instruction = :id order by batch desc limit 1) t
                        left join payment.batch_item before
                            on before.fund = :fund and before.batch = t.batch and before.no = t.no - 1 - (t.no - 1) % :size
                        """)
                .param("fund", fund.code())
                .param("id", instruction.value())
                .param("size", size)
                .query((row, n) -> new Batches.Place(
                        new BatchId(row.getLong("batch")), Objects.toString(row.getString("after"), "")))
                .optional();
    }

    /** The newest batch of each payment with one of these names, once, in the order of their ids. */
    List<BatchId> batchesOf(FundId fund, Collection<String> endToEnds) {
        return jdbc.sql("""
                        select distinct max(t.batch) as batch from payment.instruction i
                        join payment.batch_item t on t.fund = i.fund and t.instruction = i.id
                        where i.fund = :fund and i.end_to_end = any(:ids::text[]) group by i.id order by batch
                        """)
                .param("fund", fund.code())
                .param("ids", endToEnds.toArray(String[]::new))
                .query((row, n) -> new BatchId(row.getLong("batch")))
                .list();
    }

    private static InstructionRow row(ResultSet row, int n) throws SQLException {
        return new InstructionRow(
                row.getLong("id"),
                row.getString("cause"),
                row.getInt("attempt"),
                new PersonId(row.getLong("person")),
                row.getString("unit_path"),
                row.getString("plan"),
                row.getString("reference"),
                row.getBytes("payee"),
                row.getBytes("payee_index"),
                row.getString("payee_bank"),
                row.getObject("payable_from", LocalDate.class),
                Money.ofFen(row.getLong("amount_fen")),
                row.getString("end_to_end"),
                InstructionState.valueOf(row.getString("state")),
                Purpose.valueOf(row.getString("purpose")));
    }
}

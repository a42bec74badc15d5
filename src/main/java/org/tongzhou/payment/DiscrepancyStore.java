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
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;

@Component
class DiscrepancyStore {
    private static final String COLUMNS = """
            select id, at, kind, instruction, batch, answer, claimed, bank_ref, proposal, proposed_by, evidence
            from payment.discrepancy
            """;

    /** Of an instruction {@code i}: nothing about it is open, and the bank's book does not show it as paid already. */
    static final String NOT_IN_QUESTION = """
            not exists (select from payment.discrepancy d
                where d.fund = i.fund and d.instruction = i.id and d.settled_by is null)
            and not exists (select from payment.bank_entry b
                where b.fund = i.fund and b.instruction = i.id and b.kind = 'DEBIT' and b.amount_fen = i.amount_fen)
            """;

    /** The newest that is known of the payment of {@code d}; 0 for nothing. */
    private static final String EVENT = """
            (select coalesce(max(e.id), 0) from payment.instruction_event e
             where e.fund = d.fund and e.instruction = d.instruction)""";

    private static final String ENTRY = """
            (select coalesce(max(b.id), 0) from payment.bank_entry b
             where b.fund = d.fund and b.instruction = d.instruction)""";

    /** When the silence about payment {@code i} was last settled: never is null, and while it is open is infinity. */
    private static final String ASKED = """
            left join lateral (
                select max(coalesce(d.settled_at, 'infinity')) as settled from payment.discrepancy d
                where d.fund = i.fund and d.instruction = i.id and d.kind = 'STILL_UNKNOWN') asked on true
            """;

    private static final String DAY_SETTLED = "to_char(asked.settled at time zone 'Asia/Shanghai', 'YYYY-MM-DD')";

    private final JdbcClient jdbc;

    DiscrepancyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a discrepancy is about; each part may be unknown. {@code bankRef}: the line of the bank's book, unless the claim tells it. */
    record About(
            @Nullable Long instruction,
            @Nullable Long batch,
            @Nullable Long answer,
            @Nullable String bankRef) {
        About(@Nullable Long instruction, @Nullable Long batch, @Nullable Long answer) {
            this(instruction, batch, answer, null);
        }

        About ofLine(String ref) {
            return new About(instruction, batch, answer, ref);
        }
    }

    /**
     * Listed once for an instruction, kind and claim, however often the bank repeats it; of a whole batch once while it is open;
     * another sum than the payment's for each line that says it.
     */
    void open(FundId fund, DiscrepancyKind kind, About about, String claimed, Instant at) {
        jdbc.sql("""
                        insert into payment.discrepancy (fund, at, kind, instruction, batch, answer, bank_ref, claimed)
                        select :fund, :at, :kind, :instruction, :batch, :answer, :line, :claimed
                        where not exists (select from payment.discrepancy
                            where fund = :fund and batch = :batch and instruction is null and kind = :kind
                              and claimed = :claimed and settled_by is null)
                        on conflict do nothing
                        """)
                .param("fund", fund.code())
                .param("at", Ids.utc(at))
                .param("kind", kind.name())
                .param("instruction", about.instruction(), Types.BIGINT)
                .param("batch", about.batch(), Types.BIGINT)
                .param("answer", about.answer(), Types.BIGINT)
                .param("line", about.bankRef(), Types.VARCHAR)
                .param("claimed", claimed)
                .update();
    }

    /** True when a message has said it, of the same line; settled or not. */
    boolean wasListed(FundId fund, DiscrepancyKind kind, About about, String claimed) {
        return jdbc.sql("""
                        select exists (select from payment.discrepancy
                            where fund = :fund and kind = :kind and claimed = :claimed
                              and instruction is not distinct from :instruction and bank_ref is not distinct from :line)
                        """)
                .param("fund", fund.code())
                .param("kind", kind.name())
                .param("claimed", claimed)
                .param("instruction", about.instruction(), Types.BIGINT)
                .param("line", about.bankRef(), Types.VARCHAR)
                .query(Boolean.class)
                .single();
    }

    boolean openFor(FundId fund, long instruction) {
        return jdbc.sql("""
                        select exists (select from payment.discrepancy
                            where fund = :fund and instruction = :instruction and settled_by is null)
                        """)
                .param("fund", fund.code())
                .param("instruction", instruction)
                .query(Boolean.class)
                .single();
    }

    /** Those whose account is in question, or what the bank says of them. */
    Set<Long> inQuestion(FundId fund, Collection<Long> instructions) {
        return Set.copyOf(jdbc.sql("""
                        select i.id from payment.instruction i where i.fund = :fund and i.id = any(:ids::bigint[]) and not (
                        """ + NOT_IN_QUESTION + ")")
                .param("fund", fund.code())
                .param("ids", instructions.toArray(Long[]::new))
                .query(Long.class)
                .list());
    }

    /** Those written after one and up to another. */
    record Events(long after, long upTo) {}

    /**
     * Said by these to be paid on or before {@code day} and not in the bank's book, though it has been read since. A debit that stands
     * there without its payment is asked about already; one that people have left is none of it.
     */
    int openMissingDebits(FundId fund, LocalDate day, Events said, Instant at) {
        return jdbc.sql("""
                        insert into payment.discrepancy (fund, at, kind, instruction, batch, claimed)
                        select e.fund, :at, 'NO_DEBIT', e.instruction, e.batch, 'PAID'
                        from payment.instruction_event e
                        join payment.instruction i on i.fund = e.fund and i.id = e.instruction and i.state = 'PAID'
                        where e.fund = :fund and e.state = 'PAID' and e.value_date <= :day
                          and e.id > :after and e.id <= :upTo
                          and e.person is null
                          and not exists (select from payment.bank_entry b
                              where b.fund = e.fund and b.instruction = e.instruction and b.kind = 'DEBIT')
                          and not exists (select from payment.discrepancy d
                              where d.fund = e.fund and d.instruction = e.instruction and d.kind = 'CONTRADICTION'
                                and d.claimed like 'DEBITED:%' and (d.settled_by is null or d.proposal <> 'AS_BOOKED'))
                        on conflict do nothing
                        """)
                .param("fund", fund.code())
                .param("day", day)
                .param("after", said.after())
                .param("upTo", said.upTo())
                .param("at", Ids.utc(at))
                .update();
    }

    /** Sent before {@code before} and without any word since; settled before that, it is asked again. */
    int openStillUnknown(FundId fund, Instant before, Instant at) {
        return jdbc.sql("insert into payment.discrepancy (fund, at, kind, instruction, batch, claimed)"
                        + " select i.fund, :at, 'STILL_UNKNOWN', i.id, b.id, coalesce('AGAIN:' || " + DAY_SETTLED + """
                        , '')
                        from payment.instruction i
                        join payment.batch_item t on t.fund = i.fund and t.instruction = i.id
                        join payment.batch b on b.fund = t.fund and b.id = t.batch and b.released_at < :before
                        """
                        + ASKED + """
                        where i.fund = :fund and i.state = 'UNKNOWN' and coalesce(asked.settled < :before, true)
                        on conflict do nothing
                        """)
                .param("fund", fund.code())
                .param("before", Ids.utc(before))
                .param("at", Ids.utc(at))
                .update();
    }

    /** Accepted by the bank, of a value day up to {@code day}, and without a last word since; settled by then, it is asked again. */
    void openForgotten(FundId fund, LocalDate day, Instant at) {
        jdbc.sql("insert into payment.discrepancy (fund, at, kind, instruction, batch, claimed)"
                        + " select i.fund, :at, 'STILL_UNKNOWN', i.id, b.id, coalesce('SENT_AGAIN:' || " + DAY_SETTLED
                        + """
                        , 'SENT')
                        from payment.batch b
                        join payment.batch_item t on t.fund = b.fund and t.batch = b.id
                        join payment.instruction i on i.fund = t.fund and i.id = t.instruction and i.state = 'SENT'
                        """ + ASKED + """
                        where b.fund = :fund and b.state in ('RELEASED', 'SENT', 'ACCEPTED', 'UNKNOWN') and b.value_day <= :day
                          and coalesce(asked.settled < :dayOver, true)
                        on conflict do nothing
                        """)
                .param("fund", fund.code())
                .param("day", day)
                .param(
                        "dayOver",
                        Ids.utc(day.plusDays(1).atStartOfDay(FundClock.ZONE).toInstant()))
                .param("at", Ids.utc(at))
                .update();
    }

    Optional<Discrepancy> find(FundId fund, long id) {
        return jdbc.sql(COLUMNS + "where fund = :fund and id = :id")
                .param("fund", fund.code())
                .param("id", id)
                .query(DiscrepancyStore::row)
                .optional();
    }

    Optional<Discrepancy> lock(FundId fund, long id) {
        return jdbc.sql(COLUMNS + "where fund = :fund and id = :id and settled_by is null for update")
                .param("fund", fund.code())
                .param("id", id)
                .query(DiscrepancyStore::row)
                .optional();
    }

    /** Oldest first, those after one. */
    List<Discrepancy> open(FundId fund, long after, int limit) {
        return jdbc.sql(COLUMNS + "where fund = :fund and settled_by is null and id > :after order by id limit :limit")
                .param("fund", fund.code())
                .param("after", after)
                .param("limit", limit)
                .query(DiscrepancyStore::row)
                .list();
    }

    /** How many of each day's are open. */
    Map<LocalDate, Integer> openByDay(FundId fund) {
        Map<LocalDate, Integer> byDay = new HashMap<>();
        jdbc.sql("""
                        select (at at time zone 'Asia/Shanghai')::date as day, count(*) as open
                        from payment.discrepancy where fund = :fund and settled_by is null group by day
                        """).param("fund", fund.code()).query(row -> {
            byDay.put(row.getObject("day", LocalDate.class), row.getInt("open"));
        });
        return byDay;
    }

    /** Those of these payments about which something is open. */
    Set<InstructionId> about(FundId fund, Collection<InstructionId> payments) {
        return Set.copyOf(jdbc.sql("""
                        select distinct instruction from payment.discrepancy
                        where fund = :fund and settled_by is null and instruction = any(:payments::bigint[])
                        """)
                .param("fund", fund.code())
                .param("payments", each(payments, Long[]::new, InstructionId::value))
                .query((row, n) -> new InstructionId(row.getLong(1)))
                .list());
    }

    int openCount(FundId fund) {
        return jdbc.sql("select count(*) from payment.discrepancy where fund = :fund and settled_by is null")
                .param("fund", fund.code())
                .query(Integer.class)
                .single();
    }

    void propose(FundId fund, long id, PersonId by, Settlement settlement, String evidence, Instant at) {
        jdbc.sql("""
                        update payment.discrepancy d
                        set proposal = :proposal, proposed_by = :by, evidence = :evidence, proposed_at = :at,
                            known_event =\s""" + EVENT + ", known_entry = " + ENTRY + " where d.fund = :fund and d.id = :id")
                .param("proposal", settlement.name())
                .param("by", by.value())
                .param("evidence", evidence)
                .param("at", Ids.utc(at))
                .param("fund", fund.code())
                .param("id", id)
                .update();
    }

    /** True when the payment, or the bank's book about it, has moved since the settlement was proposed. */
    boolean isOvertaken(FundId fund, long id) {
        return jdbc.sql("select d.known_event is distinct from " + EVENT + " or d.known_entry is distinct from " + ENTRY
                        + " from payment.discrepancy d where d.fund = :fund and d.id = :id")
                .param("fund", fund.code())
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    void settle(FundId fund, long id, PersonId by, Instant at) {
        jdbc.sql("update payment.discrepancy set settled_by = :by, settled_at = :at where fund = :fund and id = :id")
                .param("by", by.value())
                .param("at", Ids.utc(at))
                .param("fund", fund.code())
                .param("id", id)
                .update();
    }

    private static Discrepancy row(ResultSet row, int n) throws SQLException {
        Long instruction = row.getObject("instruction", Long.class);
        Long batch = row.getObject("batch", Long.class);
        String proposal = row.getString("proposal");
        return new Discrepancy(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                DiscrepancyKind.valueOf(row.getString("kind")),
                instruction == null ? null : new InstructionId(instruction),
                batch == null ? null : new BatchId(batch),
                row.getObject("answer", Long.class),
                row.getString("claimed"),
                row.getString("bank_ref"),
                proposal == null ? null : Settlement.valueOf(proposal),
                row.getObject("proposed_by", Long.class),
                row.getString("evidence"));
    }
}

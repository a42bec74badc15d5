package org.tongzhou.payment;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.payment.Reconciliation.Day;
import org.tongzhou.payment.Reconciliation.Kind;
import org.tongzhou.payment.Reconciliation.Line;

/** The lines of a day of both books: of however many the sums are of all, and no more are read than are shown. */
@Component
class DayLines {
    /**
     * A line a batch, one a return or what may be one, and one for everything that is not ours. A batch may be none that we know, as
     * after a restore; of several that came back of one payment, one is the return that we have booked.
     */
    private static final String LINES = """
            with ours as (
                select e.instruction, e.state, i.amount_fen, i.reference,
                       (select max(t.batch) from payment.batch_item t
                        where t.fund = e.fund and t.instruction = e.instruction) as batch
                from payment.instruction_event e
                join payment.instruction i on i.fund = e.fund and i.id = e.instruction
                where e.fund = :fund and e.value_date = :day and e.state in ('PAID', 'RETURNED')),
            theirs as (
                select b.id, b.instruction, case when b.kind = 'CREDIT' then 'RETURN' else b.kind end as kind, b.amount_fen, b.bank_ref, b.end_to_end,
                       (select max(t.batch) from payment.batch_item t
                        where t.fund = b.fund and t.instruction = b.instruction) as batch
                from payment.bank_entry b
                where b.fund = :fund and b.value_date = :day and (b.kind <> 'CREDIT' or b.instruction is not null)),
            gone as (
                select batch, instruction, -amount_fen as ours, null::bigint as bank, null::text collate "C" as ref
                from ours where state = 'PAID'
                union all
                select batch, instruction, null, -amount_fen, bank_ref
                from theirs where kind = 'DEBIT' and instruction is not null),
            back as (
                select instruction, amount_fen, reference, 1::bigint as turn from ours where state = 'RETURNED'),
            came as (
                select t.*, row_number() over (partition by instruction order by t.amount_fen <> coalesce(b.amount_fen, 0), t.id) as turn
                from theirs t left join back b using (instruction) where t.kind = 'RETURN' and instruction is not null),
            lines as (
                select 'BATCH' as kind, coalesce(batch, 0) as id, batch, null::text as label, count(distinct instruction) as payments,
                       sum(ours) as ours, sum(bank) as bank, min(ref) as ref
                from gone group by batch
                union all
                select 'RETURN', coalesce(t.id, -o.instruction), null, coalesce(o.reference, t.end_to_end), 1, o.amount_fen, t.amount_fen,
                       coalesce(t.bank_ref, '')
                from back o full join came t on t.instruction = o.instruction and t.turn = o.turn
                union all
                select 'NOT_OURS', id, null, coalesce(end_to_end, ''), 1, null,
                       case kind when 'DEBIT' then -amount_fen else amount_fen end, bank_ref
                from theirs where instruction is null),
            compared as (
                select l.*, coalesce(l.ours = l.bank, false) as agrees, coalesce(l.ours, 0) - coalesce(l.bank, 0) as difference
                from lines l)
            """;

    private static final String SHOWN = LINES + """
            select l.kind, l.id, coalesce(to_char(b.execution_day, 'YYYYMMDD-') || lpad(b.seq::text, 2, '0'), l.label, '')
                       as label, l.payments, l.ours, l.bank, coalesce(l.ref, '') as ref
            from compared l left join payment.batch b on b.fund = :fund and b.id = l.batch
            """;

    private static final String ORDER = "abs(l.difference) desc, l.kind, l.id limit :limit";

    private static final String PART = """
            where l.agrees = :agrees and (-abs(l.difference), l.kind, l.id) > (:apart, :kind, :id) order by
            """ + ORDER;

    private final JdbcClient jdbc;

    DayLines(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The day's lines, counted and summed; none where nothing was paid or returned. */
    Day sums(FundId fund, LocalDate day) {
        return jdbc.sql(LINES + """
                        select count(*) as lines, count(*) filter (where not agrees) as differing, coalesce(sum(ours), 0) as ours,
                            coalesce(sum(bank), 0) as bank, coalesce(sum(difference) filter (where not agrees), 0) as explained
                        from compared
                        """)
                .param("fund", fund.code())
                .param("day", day)
                .query((row, n) -> new Day(
                        day,
                        row.getInt("lines"),
                        row.getInt("differing"),
                        money(row.getBigDecimal("ours")),
                        money(row.getBigDecimal("bank")),
                        money(row.getBigDecimal("explained"))))
                .single();
    }

    /** So many lines after one. */
    record Part(LineKey after, int limit) {}

    List<Line> differing(FundId fund, LocalDate day, Part part) {
        return part(fund, day, false, part);
    }

    List<Line> agreeing(FundId fund, LocalDate day, Part part) {
        return part(fund, day, true, part);
    }

    private List<Line> part(FundId fund, LocalDate day, boolean agrees, Part part) {
        return jdbc.sql(SHOWN + PART)
                .param("fund", fund.code())
                .param("day", day)
                .param("agrees", agrees)
                .param("apart", -part.after().difference())
                .param("kind", part.after().kind().name())
                .param("id", part.after().id())
                .param("limit", part.limit())
                .query(DayLines::line)
                .list();
    }

    /** So many from the beginning, those that differ before those that agree. */
    List<Line> first(FundId fund, LocalDate day, int limit) {
        return jdbc.sql(SHOWN + "order by l.agrees, " + ORDER)
                .param("fund", fund.code())
                .param("day", day)
                .param("limit", limit)
                .query(DayLines::line)
                .list();
    }

    /** The newest day on which either book has a benefit paid or returned. */
    Optional<LocalDate> newestDay(FundId fund) {
        return jdbc.sql("""
                        select greatest(
                            (select max(value_date) from payment.instruction_event
                             where fund = :fund and state in ('PAID', 'RETURNED')),
                            (select max(value_date) from payment.bank_entry where fund = :fund))
                        """)
                .param("fund", fund.code())
                .query((row, n) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
                .single();
    }

    private static Line line(ResultSet row, int n) throws SQLException {
        return new Line(
                Kind.valueOf(row.getString("kind")),
                row.getLong("id"),
                row.getString("label"),
                row.getInt("payments"),
                side(row.getBigDecimal("ours")),
                side(row.getBigDecimal("bank")),
                row.getString("ref"));
    }

    private static @Nullable Money side(@Nullable BigDecimal fen) {
        return fen == null ? null : money(fen);
    }

    private static Money money(BigDecimal fen) {
        return Money.ofFen(fen.longValueExact());
    }
}

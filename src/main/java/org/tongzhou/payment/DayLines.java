package org.tongzhou.payment;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ResultSetExtractor;
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

    private static final String SUMS = """
            select count(*) as lines, count(*) filter (where not agrees) as differing, coalesce(sum(ours), 0) as ours,
                coalesce(sum(bank), 0) as bank, coalesce(sum(difference) filter (where not agrees), 0) as explained
            from compared
            """;

    private static final String PART =
            " and (-abs(difference), kind, id) > (:%1$sApart, :%1$sKind, :%1$sId) order by abs(difference) desc, kind, id limit :limit)";

    private static final String BOTH =
            LINES + ", sums as (" + SUMS + "), shown as ((select * from compared where not agrees"
                    + PART.formatted("differing") + " union all (select * from compared where agrees"
                    + PART.formatted("agreeing")
                    + """
            )
            select s.lines, s.differing, s.ours as sum_ours, s.bank as sum_bank, s.explained, l.kind, l.id, l.agrees,
                   coalesce(to_char(b.execution_day, 'YYYYMMDD-') || lpad(b.seq::text, 2, '0'), l.label, '') as label, l.payments,
                   l.ours, l.bank, coalesce(l.ref, '') as ref
            from sums s left join shown l on true left join payment.batch b on b.fund = :fund and b.id = l.batch
            order by abs(l.difference) desc, l.kind, l.id
            """;

    private final JdbcClient jdbc;

    DayLines(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The day's lines, counted and summed; none where nothing was paid or returned. */
    Day sums(FundId fund, LocalDate day) {
        return jdbc.sql(LINES + SUMS)
                .param("fund", fund.code())
                .param("day", day)
                .query((row, n) -> day(day, row, ""))
                .single();
    }

    /** After which line those that differ go on, and those that agree, and how many are wanted of each. */
    record Wanted(LineKey differing, LineKey agreeing, int limit) {}

    /** The sums of a day, and the lines that were wanted. */
    record Found(Day day, List<Line> differing, List<Line> agreeing) {}

    /** By one statement: between two the books may be written on, and the lines not be those of the sums. */
    Found of(FundId fund, LocalDate day, Wanted wanted) {
        ResultSetExtractor<Found> whole = rows -> found(day, rows);
        return jdbc.sql(BOTH)
                .param("fund", fund.code())
                .param("day", day)
                .param("limit", wanted.limit())
                .params(after("differing", wanted.differing()))
                .params(after("agreeing", wanted.agreeing()))
                .query(whole);
    }

    private static Map<String, Object> after(String part, LineKey key) {
        return Map.of(
                part + "Apart", -key.difference(),
                part + "Kind", key.kind().name(),
                part + "Id", key.id());
    }

    /** The sums stand in every row; where there is no line, in one that has nothing else. */
    private static Found found(LocalDate day, ResultSet rows) throws SQLException {
        List<Line> lines = new ArrayList<>();
        Day sums = null;
        while (rows.next()) {
            sums = day(day, rows, "sum_");
            if (rows.getString("kind") != null) {
                lines.add(line(rows));
            }
        }
        return new Found(
                Objects.requireNonNull(sums),
                lines.stream().filter(line -> !line.agrees()).toList(),
                lines.stream().filter(Line::agrees).toList());
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

    private static Day day(LocalDate day, ResultSet row, String prefix) throws SQLException {
        return new Day(
                day,
                row.getInt("lines"),
                row.getInt("differing"),
                money(row.getBigDecimal(prefix + "ours")),
                money(row.getBigDecimal(prefix + "bank")),
                money(row.getBigDecimal("explained")));
    }

    private static Line line(ResultSet row) throws SQLException {
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

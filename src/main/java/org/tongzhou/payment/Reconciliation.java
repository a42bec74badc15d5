package org.tongzhou.payment;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.Slice;

/** Our book of the bank account beside the bank's, for one day, tolerance zero. */
@Component
public class Reconciliation {
    private static final int PAGE = 200;

    /** A line a batch, one a return or what may be one, and one for everything that is not ours, of one day. */
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
            lines as (
                select 'BATCH' as kind, coalesce(batch, 0) as id, batch, null::text as label, count(*) as payments,
                       (select -sum(amount_fen) from ours o where o.state = 'PAID' and o.batch = a.batch) as ours,
                       (select -sum(amount_fen) from theirs t where t.kind = 'DEBIT' and t.batch = a.batch) as bank,
                       (select min(bank_ref) from theirs t where t.kind = 'DEBIT' and t.batch = a.batch) as ref
                from (select batch, instruction from ours where state = 'PAID'
                      union select batch, instruction from theirs
                      where kind = 'DEBIT' and instruction is not null) a
                group by batch
                union all
                select 'RETURN', coalesce(t.id, -o.instruction), null, coalesce(o.reference, t.end_to_end), 1, o.amount_fen, t.amount_fen,
                       coalesce(t.bank_ref, '')
                from (select * from ours where state = 'RETURNED') o
                full join (select * from theirs where kind = 'RETURN' and instruction is not null) t
                    on t.instruction = o.instruction
                union all
                select 'NOT_OURS', id, null, coalesce(end_to_end, ''), 1, null,
                       case kind when 'DEBIT' then -amount_fen else amount_fen end, bank_ref
                from theirs where instruction is null)
            select l.kind, l.id, coalesce(to_char(b.execution_day, 'YYYYMMDD-') || lpad(b.seq::text, 2, '0'), l.label, '')
                       as label, l.payments, l.ours, l.bank, coalesce(l.ref, '') as ref
            from lines l left join payment.batch b on b.fund = :fund and b.id = l.batch
            order by l.kind, label limit 20000
            """;

    private final JdbcClient jdbc;
    private final StatementStore statements;

    Reconciliation(JdbcClient jdbc, StatementStore statements) {
        this.jdbc = jdbc;
        this.statements = statements;
    }

    /** What a line of the day is about. */
    public enum Kind {
        BATCH,
        RETURN,
        NOT_OURS
    }

    /**
     * One line; {@code id} tells it from the others of its kind, {@code label} is a batch number, a claim's reference or the bank's own.
     * Amounts out of the account are negative.
     */
    public record Line(
            Kind kind,
            long id,
            String label,
            int payments,
            @Nullable Money ours,
            @Nullable Money bank,
            String bankRef) {
        public boolean agrees() {
            return ours != null && ours.equals(bank);
        }

        /** Ours less the bank's, a missing side as zero. */
        public Money difference() {
            return (ours == null ? Money.ZERO : ours).minus(bank == null ? Money.ZERO : bank);
        }

        LineKey key() {
            return new LineKey(Math.abs(difference().fen()), kind, id);
        }

        /** Why the two sides differ, as the last part of a key of words. */
        public String why() {
            return bank == null
                    ? "not_at_bank"
                    : ours != null ? "amount" : kind == Kind.NOT_OURS ? "not_ours" : "not_booked";
        }
    }

    /** The day's lines and their sums. */
    public record Day(LocalDate day, List<Line> lines) {
        public Money ours() {
            return lines.stream().map(Line::ours).filter(each -> each != null).reduce(Money.ZERO, Money::plus);
        }

        public Money bank() {
            return lines.stream().map(Line::bank).filter(each -> each != null).reduce(Money.ZERO, Money::plus);
        }

        public long agreeing() {
            return lines.stream().filter(Line::agrees).count();
        }

        public Money difference() {
            return ours().minus(bank());
        }

        /** What does not agree, largest first; together it is the day's difference to the fen. */
        public List<Line> exceptions() {
            return lines.stream()
                    .filter(line -> !line.agrees())
                    .sorted(Comparator.comparing(Line::key))
                    .toList();
        }

        /** 200 of them at a time. */
        public Slice<Line> exceptions(String after) {
            return page(exceptions(), after);
        }

        public Slice<Line> agreed(String after) {
            return page(agreed(), after);
        }

        public List<Line> agreed() {
            return lines.stream()
                    .filter(Line::agrees)
                    .sorted(Comparator.comparing(Line::key))
                    .toList();
        }

        private static Slice<Line> page(List<Line> sorted, String after) {
            LineKey from = LineKey.of(after);
            return Slice.of(
                    sorted.stream()
                            .filter(line -> from == null || line.key().compareTo(from) > 0)
                            .limit(PAGE + 1L)
                            .toList(),
                    PAGE,
                    line -> line.key().text());
        }
    }

    /** Both books on a day; no lines where nothing was paid or returned. */
    @Transactional(readOnly = true)
    public Day on(Actor actor, LocalDate day) {
        requireProvince(actor);
        return new Day(day, lines(actor.fund(), day));
    }

    /** The bank's balances of a day, when its statement has come. */
    @Transactional(readOnly = true)
    public Optional<BankBalance> balance(Actor actor, LocalDate day) {
        requireProvince(actor);
        return statements.of(actor.fund(), day);
    }

    private static void requireProvince(Actor actor) {
        actor.require(Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.AUDITOR, Role.MANAGER);
        actor.requireWithin(Scope.province(actor.fund()).path());
    }

    /** The newest day on which either book has a benefit paid or returned; empty before the first. */
    @Transactional(readOnly = true)
    public Optional<Day> newestDay(Actor actor) {
        requireProvince(actor);
        FundId fund = actor.fund();
        return jdbc.sql("""
                        select greatest(
                            (select max(value_date) from payment.instruction_event
                             where fund = :fund and state in ('PAID', 'RETURNED')),
                            (select max(value_date) from payment.bank_entry where fund = :fund))
                        """)
                .param("fund", fund.code())
                .query((row, n) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
                .single()
                .map(day -> new Day(day, lines(fund, day)));
    }

    List<Line> lines(FundId fund, LocalDate day) {
        return jdbc.sql(LINES)
                .param("fund", fund.code())
                .param("day", day)
                .query(Reconciliation::line)
                .list();
    }

    private static Line line(ResultSet row, int n) throws SQLException {
        return new Line(
                Kind.valueOf(row.getString("kind")),
                row.getLong("id"),
                row.getString("label"),
                row.getInt("payments"),
                money(row.getBigDecimal("ours")),
                money(row.getBigDecimal("bank")),
                row.getString("ref"));
    }

    private static @Nullable Money money(@Nullable BigDecimal fen) {
        return fen == null ? null : Money.ofFen(fen.longValueExact());
    }
}

package org.tongzhou.contribution;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.DayPlace;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Scope;

@Component
class OverdueStore {
    /**
     * Bills with a due day behind them: the first instalment that what came in does not reach, or the bill's own day; and
     * what was due until today and is not in.
     */
    private static final String OVERDUE = """
            select b.id, b.reference, b.unit_name, b.unit_path, b.people, b.raised_by, b.covered_on, d.due_on,
                   d.lacking_fen, :today - d.due_on as days,
                   (select max(r.step) from contribution.reminder r
                    where r.fund = b.fund and r.bill = b.id and r.due_on = d.due_on) as reminded
            from contribution.bill b
            cross join lateral (
                select min(s.due_on) as due_on, max(s.due_fen) - (b.received_fen - b.subsidised_fen) as lacking_fen
                from (select i.due_on, sum(i.amount_fen) over (order by i.no) as due_fen
                      from contribution.instalment i where i.fund = b.fund and i.bill = b.id
                      union all
                      select b.due_on, b.total_fen - b.subsidised_fen
                      where not exists (select from contribution.instalment i where i.fund = b.fund and i.bill = b.id)) s
                where s.due_on < :today and s.due_fen > b.received_fen - b.subsidised_fen) d
            where b.fund = :fund and b.state in ('DUE', 'PART') and d.due_on is not null
            """;

    private static final String OVERDUE_WITHIN = OVERDUE + "  and b.unit_path >= :from and b.unit_path < :upTo";

    private final JdbcClient jdbc;

    OverdueStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A bill and who answers for it. */
    record Row(Overdue bill, PersonId officer) {}

    /** Those that have reached a step of which the unit was not told yet; steps that were left out stay so. */
    List<Row> toRemind(FundId fund, LocalDate today, List<Integer> steps, int limit) {
        return jdbc.sql("select * from (" + OVERDUE + """
                        ) o
                        where exists (select from unnest(:steps::int[]) s (step)
                                      where s.step <= o.days and s.step > coalesce(o.reminded, 0))
                        order by id limit :limit
                        """)
                .param("fund", fund.code())
                .param("today", today)
                .param("steps", steps.toArray(Integer[]::new))
                .param("limit", limit)
                .query((row, n) -> row(row, row.getInt("reminded")))
                .list();
    }

    private static Row row(ResultSet row, int reminded) throws SQLException {
        Overdue bill = new Overdue(
                new BillId(row.getLong("id")),
                row.getString("reference"),
                row.getString("unit_name"),
                row.getInt("people"),
                Money.ofFen(row.getLong("lacking_fen")),
                row.getObject("due_on", LocalDate.class),
                row.getInt("days"),
                reminded,
                row.getObject("covered_on", LocalDate.class));
        return new Row(bill, new PersonId(row.getLong("raised_by")));
    }

    /** The longest overdue first. */
    List<Row> list(Scope scope, LocalDate today, DayPlace above, int limit) {
        return within(scope, today, "select * from (" + OVERDUE_WITHIN + """
                        ) o where (due_on, id) > (:day, :bill) order by due_on, id limit :limit
                        """)
                .param("day", above.day())
                .param("bill", above.id())
                .param("limit", limit)
                .query((row, n) -> row(row, row.getInt("reminded")))
                .list();
    }

    /** All of that list. */
    Overdue.InAll inAll(Scope scope, LocalDate today) {
        return within(
                        scope,
                        today,
                        "select count(*), coalesce(sum(lacking_fen), 0)::bigint from (" + OVERDUE_WITHIN + ") o")
                .query((row, n) -> new Overdue.InAll(row.getInt(1), Money.ofFen(row.getLong(2))))
                .single();
    }

    /** Bills whose cover runs while money that had started it is gone; somebody has to settle that with the unit. */
    List<Row> coveredButOwed(Scope scope, LocalDate today, long above, int limit) {
        return within(scope, today, """
                        select id, reference, unit_name, people, raised_by, total_fen - received_fen as lacking_fen, due_on,
                               :today - due_on as days, covered_on
                        from contribution.bill
                        where fund = :fund and unit_path >= :from and unit_path < :upTo and state in ('DUE', 'PART')
                          and covered_on is not null and received_fen < starts_at_fen and id > :above
                        order by id limit :limit
                        """)
                .param("above", above)
                .param("limit", limit)
                .query((row, n) -> row(row, 0))
                .list();
    }

    private JdbcClient.StatementSpec within(Scope scope, LocalDate today, String question) {
        return jdbc.sql(question).params(scope.params()).param("today", today);
    }

    /** True the first time a step of a due day is reached. */
    boolean remind(FundId fund, Overdue bill, int step, Instant now) {
        return jdbc.sql("""
                        insert into contribution.reminder (fund, bill, due_on, step, sent_at)
                        values (:fund, :bill, :due, :step, :now) on conflict do nothing
                        """)
                        .param("fund", fund.code())
                        .param("bill", bill.bill().value())
                        .param("due", bill.dueOn())
                        .param("step", step)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }
}

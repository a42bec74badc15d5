package org.tongzhou.ledger;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Check;
import org.tongzhou.kernel.FundId;

/** Recounts the whole journal up to the last snapshot and compares it with the totals; and looks at closed months. */
@Component
class TotalsAgree implements Check {
    static final String RECOUNT = """
            select l.fund, date_trunc('month', j.book_date)::date as month, l.account, l.region, l.plan, l.budget,
                   sum(greatest(l.amount_fen, 0))::bigint as debits_fen,
                   sum(greatest(-l.amount_fen, 0))::bigint as credits_fen
            from ledger.line l join ledger.journal j on j.fund = l.fund and j.id = l.journal
            where l.fund = :fund and l.journal > :previous and l.journal <= :upTo
            group by l.fund, date_trunc('month', j.book_date), l.account, l.region, l.plan, l.budget
            """;

    private final JdbcClient jdbc;

    TotalsAgree(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "ledger.totals";
    }

    @Override
    public List<Finding> run(FundId fund) {
        long counted = jdbc.sql("select coalesce(max(up_to), 0) from ledger.snapshot where fund = :fund")
                .param("fund", fund.code())
                .query(Long.class)
                .single();
        List<Finding> findings = new ArrayList<>(totals(fund, counted));
        findings.addAll(intruders(fund));
        return findings;
    }

    private List<Finding> totals(FundId fund, long counted) {
        return jdbc.sql("with recount as (" + RECOUNT + """
                        )
                        select month, account, region, plan, budget,
                               t.debits_fen - t.credits_fen as total, c.debits_fen - c.credits_fen as recount
                        from (select * from ledger.total where fund = :fund) t
                        full join recount c using (month, account, region, plan, budget)
                        where t.debits_fen is distinct from c.debits_fen or t.credits_fen is distinct from c.credits_fen
                        order by month, account, region limit :limit
                        """)
                .param("fund", fund.code())
                .param("previous", 0L)
                .param("upTo", counted)
                .param("limit", LIMIT)
                .query((row, n) -> Finding.of(
                        "ledger_total_differs",
                        "ledger.total " + row.getString("month") + " " + row.getString("account") + " "
                                + row.getString("region") + " " + row.getString("plan"),
                        String.valueOf(row.getString("total")),
                        String.valueOf(row.getString("recount"))))
                .list();
    }

    /** Journals that stand in a month although they were posted after it was closed. */
    private List<Finding> intruders(FundId fund) {
        return jdbc.sql("""
                        select j.id, p.month from ledger.journal j
                        join ledger.period p on p.fund = j.fund and p.closed_at is not null
                         and p.month = date_trunc('month', j.book_date)::date
                        where j.fund = :fund and j.id > p.up_to order by j.id limit :limit
                        """)
                .param("fund", fund.code())
                .param("limit", LIMIT)
                .query((row, n) -> Finding.of(
                        "ledger_after_closing", "ledger.journal " + row.getLong("id"), row.getString("month")))
                .list();
    }
}

package org.tongzhou.ledger;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Check;
import org.tongzhou.kernel.FundId;

/** Recomputes what the triggers promise: each journal has two lines or more that sum to zero, and so does the whole fund. */
@Component
class JournalsBalance implements Check {
    private final JdbcClient jdbc;

    JournalsBalance(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "ledger.balance";
    }

    @Override
    public List<Finding> run(FundId fund) {
        List<Finding> findings = new ArrayList<>(journals(fund));
        findings.addAll(orphans(fund));
        String sum = jdbc.sql("select coalesce(sum(amount_fen), 0)::text from ledger.line where fund = :fund")
                .param("fund", fund.code())
                .query(String.class)
                .single();
        if (!sum.equals("0")) {
            findings.add(Finding.of("ledger_trial_balance", "ledger.line", sum));
        }
        return findings;
    }

    private List<Finding> journals(FundId fund) {
        return jdbc.sql("""
                        select j.id, count(l.no) as lines, coalesce(sum(l.amount_fen), 0)::text as total
                        from ledger.journal j left join ledger.line l on l.fund = j.fund and l.journal = j.id
                        where j.fund = :fund
                        group by j.id having count(l.no) < 2 or coalesce(sum(l.amount_fen), 0) <> 0
                        order by j.id limit :limit
                        """)
                .param("fund", fund.code())
                .param("limit", LIMIT)
                .query((row, n) -> Finding.of(
                        "ledger_journal_unbalanced",
                        "ledger.journal " + row.getLong("id"),
                        row.getString("lines"),
                        row.getString("total")))
                .list();
    }

    private List<Finding> orphans(FundId fund) {
        return jdbc.sql("""
                        select l.journal, l.no from ledger.line l
                        where l.fund = :fund
                          and not exists (select from ledger.journal j where j.fund = l.fund and j.id = l.journal)
                        order by l.journal, l.no limit :limit
                        """)
                .param("fund", fund.code())
                .param("limit", LIMIT)
                .query((row, n) -> Finding.of(
                        "ledger_line_alone", "ledger.line " + row.getLong("journal") + "/" + row.getInt("no")))
                .list();
    }
}

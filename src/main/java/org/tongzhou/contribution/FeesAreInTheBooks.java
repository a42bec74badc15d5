package org.tongzhou.contribution;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Check;
import org.tongzhou.kernel.FundId;
import org.tongzhou.ledger.Agreement;
import org.tongzhou.ledger.Template;

/** Every bill and every credit stands in the books with its amount, and each bill has received what was matched to it. */
@Component
class FeesAreInTheBooks implements Check {
    private static final List<Template> TEMPLATES =
            List.of(Template.BILL_RAISED, Template.FEE_RECEIVED, Template.FEE_SUSPENSE, Template.SUSPENSE_MATCHED);

    private final JdbcClient jdbc;
    private final Agreement agreement;

    FeesAreInTheBooks(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.agreement = new Agreement(jdbc);
    }

    @Override
    public String name() {
        return "contribution.books";
    }

    @Override
    public List<Finding> run(FundId fund) {
        List<Finding> findings = new ArrayList<>(agreement.differences(fund, TEMPLATES, """
                select 'BILL_RAISED' as template, 'bill:' || id as cause, total_fen as amount_fen, false as reversed
                from contribution.bill where fund = :fund and total_fen > 0
                union all
                select 'FEE_RECEIVED', 'credit:' || c.id, a.fen, c.returned_on is not null
                from contribution.credit c
                join lateral (select sum(amount_fen)::bigint as fen from contribution.allocation
                              where fund = c.fund and credit = c.id and made_by is null) a on a.fen > 0
                where c.fund = :fund
                union all
                select 'FEE_SUSPENSE', 'credit:' || c.id, c.amount_fen - a.fen, c.returned_on is not null
                from contribution.credit c
                join lateral (select coalesce(sum(amount_fen), 0)::bigint as fen from contribution.allocation
                              where fund = c.fund and credit = c.id and made_by is null) a on a.fen < c.amount_fen
                where c.fund = :fund
                union all
                select 'SUSPENSE_MATCHED', 'allocation:' || id, amount_fen, returned_on is not null
                from contribution.allocation where fund = :fund and made_by is not null
                """));
        findings.addAll(received(fund));
        return findings;
    }

    private List<Finding> received(FundId fund) {
        return jdbc.sql("""
                select b.id, b.received_fen::text as received, coalesce(sum(a.amount_fen), 0)::text as matched
                from contribution.bill b
                left join contribution.allocation a on a.fund = b.fund and a.bill = b.id and a.returned_on is null
                where b.fund = :fund
                group by b.id, b.received_fen having b.received_fen <> coalesce(sum(a.amount_fen), 0)
                order by b.id limit :limit
                """)
                .param("fund", fund.code())
                .param("limit", LIMIT)
                .query((row, n) -> Finding.of(
                        "contribution_received",
                        "bill:" + row.getLong("id"),
                        row.getString("received"),
                        row.getString("matched")))
                .list();
    }
}

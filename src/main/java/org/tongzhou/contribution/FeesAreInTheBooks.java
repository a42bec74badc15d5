package org.tongzhou.contribution;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Check;
import org.tongzhou.kernel.FundId;
import org.tongzhou.ledger.Agreement;
import org.tongzhou.ledger.Template;

/** Every bill, credit and budget stands in the books with its amount, and each bill has received what was matched to it. */
@Component
class FeesAreInTheBooks implements Check {
    private static final List<Template> TEMPLATES = List.of(
            Template.BILL_RAISED,
            Template.BILL_REDUCED,
            Template.FEE_RECEIVED,
            Template.FEE_SUSPENSE,
            Template.SUSPENSE_MATCHED,
            Template.SUBSIDY_BUDGET_SET,
            Template.SUBSIDY_FUNDED,
            Template.SUBSIDY_GRANTED,
            Template.SUBSIDY_RELEASED);

    /** What bills, withdrawals, programmes, credits and matches should have posted. */
    private static final String EXPECTED = """
            select 'BILL_RAISED' as template, 'bill:' || id as cause,
                total_fen + (select coalesce(sum(amount_fen), 0)::bigint from contribution.withdrawal w
                             where w.fund = b.fund and w.bill = b.id) as amount_fen, false as reversed
            from contribution.bill b
            where fund = :fund and (total_fen > 0 or exists (select from contribution.withdrawal w
                where w.fund = b.fund and w.bill = b.id and w.amount_fen > 0))
            union all
            select 'BILL_REDUCED', 'withdrawal:' || id, amount_fen, false
            from contribution.withdrawal where fund = :fund and amount_fen > 0
            union all
            select 'SUBSIDY_RELEASED', 'withdrawal:' || id, released_fen, false
            from contribution.withdrawal where fund = :fund and released_fen > 0
            union all
            select 'SUBSIDY_GRANTED', 'bill:' || bill, sum(amount_fen)::bigint, false
            from contribution.subsidy_grant where fund = :fund group by bill
            union all
            select 'SUBSIDY_BUDGET_SET', 'programme:' || id, budget_fen, false
            from contribution.programme where fund = :fund and agreed_by is not null
            union all
            select 'SUBSIDY_FUNDED', 'assignment:' || id, amount_fen, ended_on is not null
            from contribution.assignment where fund = :fund and programme is not null
            union all
            select 'FEE_RECEIVED', 'credit:' || credit, amount_fen, ended_on is not null
            from contribution.allocation where fund = :fund and made_by is null
            union all
            select 'FEE_SUSPENSE', 'credit:' || c.id, c.amount_fen - coalesce(a.amount_fen, 0), c.returned_on is not null
            from contribution.credit c
            left join contribution.allocation a on a.fund = c.fund and a.credit = c.id and a.made_by is null
            where c.fund = :fund and c.amount_fen > coalesce(a.amount_fen, 0)
            union all
            select 'FEE_SUSPENSE', 'allocation:' || a.id, a.amount_fen, c.returned_on is not null
            from contribution.allocation a
            join contribution.credit c on c.fund = a.fund and c.id = a.credit
            where a.fund = :fund and a.made_by is null and a.ended_why in ('UNDONE', 'WITHDRAWN')
            union all
            select 'SUSPENSE_MATCHED', 'allocation:' || id, amount_fen, ended_on is not null
            from contribution.allocation where fund = :fund and made_by is not null
            """;

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
        List<Finding> findings = new ArrayList<>(agreement.differences(fund, TEMPLATES, EXPECTED));
        findings.addAll(received(fund));
        findings.addAll(used(fund));
        findings.addAll(left(fund));
        return findings;
    }

    private List<Finding> received(FundId fund) {
        return jdbc.sql("""
                select b.id, (b.received_fen - b.subsidised_fen)::text as received,
                    coalesce(sum(a.amount_fen), 0)::text as matched
                from contribution.bill b
                left join contribution.allocation a on a.fund = b.fund and a.bill = b.id and a.ended_on is null
                where b.fund = :fund
                group by b.id, b.received_fen, b.subsidised_fen
                having b.received_fen - b.subsidised_fen <> coalesce(sum(a.amount_fen), 0)
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

    /** What a programme has used is what stands on the bills, and it was funded by what was matched to it. */
    private List<Finding> used(FundId fund) {
        return jdbc.sql("""
                select * from (
                    select p.id, p.used_fen::text as used, coalesce(sum(t.amount_fen), 0)::text as paid
                    from contribution.programme p
                    left join contribution.bill_part t on t.fund = p.fund and t.programme = p.id
                    where p.fund = :fund
                    group by p.id, p.used_fen having p.used_fen <> coalesce(sum(t.amount_fen), 0)
                    union all
                    select p.id, p.funded_fen::text, coalesce(sum(a.amount_fen), 0)::text
                    from contribution.programme p
                    left join contribution.assignment a on a.fund = p.fund and a.programme = p.id and a.ended_on is null
                    where p.fund = :fund
                    group by p.id, p.funded_fen having p.funded_fen <> coalesce(sum(a.amount_fen), 0)) d
                order by id limit :limit
                """)
                .param("fund", fund.code())
                .param("limit", LIMIT)
                .query((row, n) -> Finding.of(
                        "contribution_subsidy",
                        "programme:" + row.getLong("id"),
                        row.getString("used"),
                        row.getString("paid")))
                .list();
    }

    /** What is left of each agreed budget stands in the books too, and no other budget does. */
    private List<Finding> left(FundId fund) {
        return jdbc.sql("""
                select coalesce(p.id::text, b.budget) as id, p.left_fen::text as ours, b.left_fen::text as books
                from (select id, budget_fen - used_fen as left_fen from contribution.programme
                      where fund = :fund and agreed_by is not null) p
                full join (select budget, left_fen from ledger.v_budget where fund = :fund) b on b.budget = p.id::text
                where coalesce(p.left_fen, 0) <> coalesce(b.left_fen, 0)
                order by 1 limit :limit
                """)
                .param("fund", fund.code())
                .param("limit", LIMIT)
                .query((row, n) -> Finding.of(
                        "contribution_budget",
                        "programme:" + row.getString("id"),
                        String.valueOf(row.getString("ours")),
                        String.valueOf(row.getString("books"))))
                .list();
    }
}

package org.tongzhou.payment;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Check;
import org.tongzhou.kernel.FundId;

/** What the overview shows of benefits paid is what all payments say, counted in full. */
@Component
class PaidAreCounted implements Check {
    private final JdbcClient jdbc;

    PaidAreCounted(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "payment.paid";
    }

    @Override
    public List<Finding> run(FundId fund) {
        return jdbc.sql("""
                        with counted as (
                            select extract(year from paid_on)::int as year, payment.county_of(unit_path) as county,
                                extract(month from paid_on)::int as month, plan, count(*) as payments,
                                sum(amount_fen)::bigint as fen
                            from payment.v_paid where fund = :fund group by 1, 2, 3, 4)
                        select year, county, month, plan, coalesce(s.payments, 0) as shown, coalesce(c.payments, 0) as payments,
                            coalesce(s.amount_fen, 0) as shown_fen, coalesce(c.fen, 0) as fen
                        from counted c
                        full join (select * from payment.v_paid_by_month where fund = :fund) s
                            using (year, county, month, plan)
                        where s.payments is distinct from c.payments or s.amount_fen is distinct from c.fen
                        order by 1, 2, 3, 4 limit :limit
                        """)
                .param("fund", fund.code())
                .param("limit", LIMIT)
                .query((row, n) -> Finding.of(
                        "paid_count_differs",
                        "payment.paid " + row.getString("county") + " " + row.getInt("year") + "-" + row.getInt("month")
                                + " " + row.getString("plan"),
                        row.getString("shown"),
                        row.getString("payments"),
                        row.getString("shown_fen"),
                        row.getString("fen")))
                .list();
    }
}

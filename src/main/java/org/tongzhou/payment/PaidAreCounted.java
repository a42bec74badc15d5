package org.tongzhou.payment;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.database.AskedCheck;

/** What the overview shows of benefits paid is what all payments say, counted in full. */
@Component
class PaidAreCounted extends AskedCheck {
    PaidAreCounted(JdbcClient jdbc) {
        super(jdbc, "payment.paid", new Question("paid_count_differs", """
                with counted as (
                    select extract(year from paid_on)::int as year, payment.county_of(unit_path) as county,
                        extract(month from paid_on)::int as month, plan, count(*) as payments,
                        sum(amount_fen)::bigint as fen
                    from payment.v_paid where fund = :fund group by 1, 2, 3, 4)
                select 'payment.paid ' || county || ' ' || year || '-' || month || ' ' || plan,
                    coalesce(s.payments, 0), coalesce(c.payments, 0), coalesce(s.amount_fen, 0), coalesce(c.fen, 0)
                from counted c
                full join (select * from payment.v_paid_by_month where fund = :fund) s using (year, county, month, plan)
                where s.payments is distinct from c.payments or s.amount_fen is distinct from c.fen
                order by year, county, month, plan limit :limit
                """));
    }
}

package org.tongzhou.claim;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.database.AskedCheck;

/** What the overview shows of answers and the days they took is what all first decisions say, counted in full. */
@Component
class DecidedAreCounted extends AskedCheck {
    DecidedAreCounted(JdbcClient jdbc) {
        super(jdbc, "claim.decided", new Question("decided_count_differs", """
                with counted as (
                    select extract(year from decided_on)::int as year, claim.county_of(unit_path) as county, days,
                        count(*) as claims
                    from claim.v_outcome where fund = :fund group by 1, 2, 3)
                select 'claim.decided ' || county || ' ' || year, days, coalesce(s.claims, 0), coalesce(c.claims, 0)
                from counted c
                full join (select * from claim.v_decided where fund = :fund) s using (year, county, days)
                where s.claims is distinct from c.claims
                order by year, county, days limit :limit
                """));
    }
}

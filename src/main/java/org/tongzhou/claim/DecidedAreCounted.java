package org.tongzhou.claim;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Check;
import org.tongzhou.kernel.FundId;

/** What the overview shows of answers and the days they took is what all first decisions say, counted in full. */
@Component
class DecidedAreCounted implements Check {
    private final JdbcClient jdbc;

    DecidedAreCounted(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "claim.decided";
    }

    @Override
    public List<Finding> run(FundId fund) {
        return jdbc.sql("""
                        with counted as (
                            select extract(year from decided_on)::int as year, claim.county_of(unit_path) as county, days,
                                count(*) as claims
                            from claim.v_outcome where fund = :fund group by 1, 2, 3)
                        select year, county, days, coalesce(s.claims, 0) as shown, coalesce(c.claims, 0) as claims
                        from counted c
                        full join (select * from claim.v_decided where fund = :fund) s using (year, county, days)
                        where s.claims is distinct from c.claims
                        order by 1, 2, 3 limit :limit
                        """)
                .param("fund", fund.code())
                .param("limit", LIMIT)
                .query((row, n) -> Finding.of(
                        "decided_count_differs",
                        "claim.decided " + row.getString("county") + " " + row.getInt("year"),
                        row.getString("days"),
                        row.getString("shown"),
                        row.getString("claims")))
                .list();
    }
}

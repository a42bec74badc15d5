package org.tongzhou.enrolment;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Check;
import org.tongzhou.kernel.FundId;

/** What the overview shows of who joined is what all covers say, counted in full. */
@Component
class JoinedAreCounted implements Check {
    private final JdbcClient jdbc;

    JoinedAreCounted(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "enrolment.joined";
    }

    @Override
    public List<Finding> run(FundId fund) {
        return jdbc.sql("""
                        with person as (
                            select enrolment.county_of(unit_path) as county, extract(year from began)::int as year, person,
                                extract(month from min(began))::int as month, sum(fee_fen)::bigint as fen
                            from enrolment.v_participation where fund = :fund group by 1, 2, 3),
                        counted as (
                            select county, year, month, count(*) as people, sum(fen)::bigint as fen from person
                            group by 1, 2, 3)
                        select county, year, month, coalesce(s.people, 0) as shown, coalesce(c.people, 0) as people,
                            coalesce(s.fee_fen, 0) as shown_fen, coalesce(c.fen, 0) as fen
                        from counted c
                        full join (select * from enrolment.v_joined where fund = :fund) s using (county, year, month)
                        where s.people is distinct from c.people or s.fee_fen is distinct from c.fen
                        order by 1, 2, 3 limit :limit
                        """)
                .param("fund", fund.code())
                .param("limit", LIMIT)
                .query((row, n) -> Finding.of(
                        "joined_count_differs",
                        "enrolment.joined " + row.getString("county") + " " + row.getInt("year") + "-"
                                + row.getInt("month"),
                        row.getString("shown"),
                        row.getString("people"),
                        row.getString("shown_fen"),
                        row.getString("fen")))
                .list();
    }
}

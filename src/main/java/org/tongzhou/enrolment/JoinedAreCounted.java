package org.tongzhou.enrolment;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.database.AskedCheck;

/** What the overview shows of who joined is what all covers say, counted in full. */
@Component
class JoinedAreCounted extends AskedCheck {
    JoinedAreCounted(JdbcClient jdbc) {
        super(jdbc, "enrolment.joined", new Question("joined_count_differs", """
                with person as (
                    select enrolment.county_of(unit_path) as county, extract(year from began)::int as year, person,
                        extract(month from min(began))::int as month, sum(fee_fen)::bigint as fen
                    from enrolment.v_participation where fund = :fund group by 1, 2, 3),
                counted as (
                    select county, year, month, count(*) as people, sum(fen)::bigint as fen from person
                    group by 1, 2, 3)
                select 'enrolment.joined ' || county || ' ' || year || '-' || month,
                    coalesce(s.people, 0), coalesce(c.people, 0), coalesce(s.fee_fen, 0), coalesce(c.fen, 0)
                from counted c
                full join (select * from enrolment.v_joined where fund = :fund) s using (county, year, month)
                where s.people is distinct from c.people or s.fee_fen is distinct from c.fen
                order by county, year, month limit :limit
                """));
    }
}

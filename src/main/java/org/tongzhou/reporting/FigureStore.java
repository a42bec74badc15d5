package org.tongzhou.reporting;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Scope;

/** Sums over the rooms' published views; {@code step} is the step of the path that names a region, the fund's being 2. */
@Component
class FigureStore {
    private static final String SCOPE = " fund = :fund and unit_path >= :from and unit_path < :upTo ";

    private static final String COUNTIES = " fund = :fund and county >= :from and county < :upTo and year = :year ";

    private final JdbcClient jdbc;

    FigureStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Joined> joined(Scope scope, int step, int year) {
        return of(scope, year, """
                with q as (
                    select county as path, month, people, gig, fee_fen from enrolment.v_joined
                    where """ + COUNTIES + """
                    union all
                    select unit_path, extract(month from began)::int, 0, 0, fee_fen from enrolment.v_policy_fee
                    where """ + SCOPE + """
                      and began >= :first and began < :next)
                select split_part(path, '/', :step) as region, month, sum(people)::bigint as people,
                       sum(gig)::bigint as gig, sum(fee_fen)::bigint as fee_fen
                from q group by 1, 2
                """)
                .param("step", step)
                .query((row, n) -> new Joined(
                        row.getString("region"),
                        row.getInt("month"),
                        row.getLong("people"),
                        row.getLong("gig"),
                        row.getLong("fee_fen")))
                .list();
    }

    /** People who joined, by the path of their county. */
    Map<String, Long> insured(Scope scope, int year) {
        Map<String, Long> insured = new HashMap<>();
        of(
                        scope,
                        year,
                        "select county, sum(people)::bigint as people from enrolment.v_joined where" + COUNTIES
                                + "group by 1")
                .query(row -> {
                    insured.put(row.getString("county"), row.getLong("people"));
                });
        return insured;
    }

    long units(Scope scope, int year) {
        return of(scope, year, "select coalesce(sum(units), 0)::bigint from enrolment.v_joined_units where" + COUNTIES)
                .query(Long.class)
                .single();
    }

    List<Paid> paid(Scope scope, int step, int year) {
        return of(scope, year, """
                select split_part(county, '/', :step) as region, month, plan, sum(payments)::bigint as count,
                       sum(amount_fen)::bigint as fen
                from payment.v_paid_by_month
                where """ + COUNTIES + """
                group by 1, 2, 3
                """)
                .param("step", step)
                .query((row, n) -> new Paid(
                        row.getString("region"),
                        row.getInt("month"),
                        row.getString("plan"),
                        row.getLong("count"),
                        row.getLong("fen")))
                .list();
    }

    List<Decided> decided(Scope scope, int step, int year) {
        return of(scope, year, """
                select split_part(county, '/', :step) as region, days, sum(claims)::bigint as count
                from claim.v_decided
                where """ + COUNTIES + """
                group by 1, 2
                """)
                .param("step", step)
                .query((row, n) -> new Decided(row.getString("region"), row.getInt("days"), row.getLong("count")))
                .list();
    }

    private StatementSpec of(Scope scope, int year, String sql) {
        return jdbc.sql(sql)
                .params(scope.params())
                .param("year", year)
                .param("first", LocalDate.of(year, 1, 1))
                .param("next", LocalDate.of(year + 1, 1, 1));
    }
}

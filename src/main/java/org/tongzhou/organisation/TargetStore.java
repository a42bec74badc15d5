package org.tongzhou.organisation;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Scope;

@Component
class TargetStore {
    private final JdbcClient jdbc;

    TargetStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In the order of the tree; a county that is no more keeps its place. */
    List<Target> of(Scope scope, int year) {
        return jdbc.sql("""
                        with placed as (
                            select t.county, t.insured,
                                   ('/' || t.fund || '/' || case when length(d.parent) = 4 then d.parent || '/' else '' end
                                       || t.county || '/') collate "C" as path
                            from organisation.target t
                            join organisation.division d on d.code = t.county
                            where t.fund = :fund and t.year = :year
                        )
                        select county, path, insured from placed where path >= :from and path < :upTo order by path
                        """)
                .params(scope.params())
                .param("year", year)
                .query((row, n) -> new Target(row.getString("county"), row.getString("path"), row.getLong("insured")))
                .list();
    }

    /** Until the transaction ends nobody else aims at these counties: a target that is not there yet cannot be locked itself. */
    void lock(List<Aim> aims) {
        jdbc.sql("select code from organisation.division where code = any(:counties) order by code for no key update")
                .param("counties", aims.stream().map(Aim::county).toArray(String[]::new))
                .query(String.class)
                .list();
    }

    void set(FundId fund, int year, List<Aim> aims) {
        jdbc.sql("""
                        with wanted as (
                            select * from unnest(:counties::text[], :insured::bigint[]) as t (county, insured)
                        ), gone as (
                            delete from organisation.target
                            where fund = :fund and year = :year
                              and county in (select county from wanted where insured = 0)
                        )
                        insert into organisation.target (fund, county, year, insured)
                        select :fund, county, :year, insured from wanted where insured > 0
                        on conflict (fund, county, year) do update set insured = excluded.insured
                        """)
                .param("fund", fund.code())
                .param("year", year)
                .param("counties", aims.stream().map(Aim::county).toArray(String[]::new))
                .param("insured", aims.stream().map(Aim::wanted).toArray(Long[]::new))
                .update();
    }
}

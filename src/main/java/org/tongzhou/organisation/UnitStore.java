package org.tongzhou.organisation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.UnitId;

@Component
class UnitStore {
    private final JdbcClient jdbc;

    UnitStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty when the code is registered already. The path holds the id, so the id is drawn first. */
    Optional<UnitId> insert(FundId fund, NewUnit unit, String countyPath, Instant now) {
        return jdbc.sql("""
                        with drawn as (
                            select nextval(pg_get_serial_sequence('organisation.unit', 'id')) as id
                        )
                        insert into organisation.unit (fund, id, code, name, kind, county, path, staff_count,
                            share_worker_bp, share_employer_bp, share_union_bp, share_donor_bp, created_at)
                        overriding system value
                        select :fund, id, :code, :name, :kind, :county, :countyPath || 'u' || id || '/', :staff,
                            :worker, :employer, :union, :donor, :now
                        from drawn
                        on conflict (fund, code) do nothing
                        returning id
                        """)
                .param("fund", fund.code())
                .param("code", unit.code())
                .param("name", unit.name().strip())
                .param("kind", unit.kind().name())
                .param("county", unit.county())
                .param("countyPath", countyPath)
                .param("staff", unit.staffCount())
                .param("worker", unit.shares().workerBp())
                .param("employer", unit.shares().employerBp())
                .param("union", unit.shares().unionBp())
                .param("donor", unit.shares().donorBp())
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .optional()
                .map(UnitId::new);
    }

    Optional<Unit> find(Scope scope, UnitId id) {
        return jdbc.sql("""
                        select * from organisation.unit
                        where fund = :fund and id = :id and path >= :from and path < :upTo
                        """)
                .param("fund", scope.fund().code())
                .param("id", id.value())
                .param("from", scope.from())
                .param("upTo", scope.upTo())
                .query((row, n) -> unit(row))
                .optional();
    }

    List<Unit> search(Scope scope, String text, long after, int limit) {
        return jdbc.sql("""
                        select * from organisation.unit
                        where fund = :fund and path >= :from and path < :upTo and id > :after
                          and (strpos(name, :text) > 0 or starts_with(code, upper(:text)))
                        order by id limit :limit
                        """)
                .param("fund", scope.fund().code())
                .param("from", scope.from())
                .param("upTo", scope.upTo())
                .param("after", after)
                .param("text", text)
                .param("limit", limit)
                .query((row, n) -> unit(row))
                .list();
    }

    Map<UnitId, String> names(FundId fund, List<UnitId> ids) {
        Map<UnitId, String> names = new LinkedHashMap<>();
        jdbc.sql("select id, name from organisation.unit where fund = :fund and id = any(:ids)")
                .param("fund", fund.code())
                .param("ids", ids.stream().map(UnitId::value).toArray(Long[]::new))
                .query(row -> {
                    names.put(new UnitId(row.getLong("id")), row.getString("name"));
                });
        return names;
    }

    void aim(FundId fund, int year, Map<String, Long> insuredByCounty) {
        jdbc.sql("""
                        insert into organisation.target (fund, county, year, insured)
                        select :fund, county, :year, insured
                        from unnest(:counties::text[], :insured::bigint[]) as t (county, insured)
                        on conflict (fund, county, year) do update set insured = excluded.insured
                        """)
                .param("fund", fund.code())
                .param("year", year)
                .param("counties", insuredByCounty.keySet().toArray(String[]::new))
                .param("insured", insuredByCounty.values().toArray(Long[]::new))
                .update();
    }

    List<Target> targets(FundId fund, int year) {
        return jdbc.sql(
                        "select county, insured from organisation.target where fund = :fund and year = :year order by county")
                .param("fund", fund.code())
                .param("year", year)
                .query((row, n) -> new Target(row.getString("county"), row.getLong("insured")))
                .list();
    }

    private static Unit unit(ResultSet row) throws SQLException {
        return new Unit(
                new UnitId(row.getLong("id")),
                row.getString("code"),
                row.getString("name"),
                UnitKind.valueOf(row.getString("kind")),
                row.getString("county"),
                row.getString("path"),
                row.getInt("staff_count"),
                new FeeShares(
                        row.getInt("share_worker_bp"),
                        row.getInt("share_employer_bp"),
                        row.getInt("share_union_bp"),
                        row.getInt("share_donor_bp")));
    }
}

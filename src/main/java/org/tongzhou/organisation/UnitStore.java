package org.tongzhou.organisation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
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
        FeeShares shares = unit.shares() == null ? FeeShares.worker() : unit.shares();
        return jdbc.sql("""
                        with drawn as (
                            select nextval(pg_get_serial_sequence('organisation.unit', 'id')) as id
                        )
                        insert into organisation.unit (fund, id, code, name, kind, county, path, staff_count, flags,
                            share_bp, share_fen, shares_agreed, created_at)
                        overriding system value
                        select :fund, id, :code, :name, :kind, :county, :countyPath || 'u' || id || '/', :staff, '{}',
                            :percent::int[], :each::bigint[], :agreed, :now
                        from drawn
                        on conflict (fund, code) do nothing
                        returning id
                        """)
                .param("fund", fund.code())
                .param("code", unit.code())
                .param("name", unit.name())
                .param("kind", unit.kind().name())
                .param("county", unit.county())
                .param("countyPath", countyPath)
                .param("staff", unit.staffCount())
                .param("percent", shares.allBasisPoints().toArray(Integer[]::new))
                .param("each", shares.allFenEach().toArray(Long[]::new))
                .param("agreed", unit.shares() != null)
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .optional()
                .map(UnitId::new);
    }

    /** Those whose code is not registered yet, each below its county; answers how many. */
    int insertAll(FundId fund, List<NewUnit> units, List<String> countyPaths, Instant now) {
        FeeShares shares = FeeShares.worker();
        return jdbc.sql("""
                        insert into organisation.unit (fund, id, code, name, kind, county, path, staff_count, flags,
                            share_bp, share_fen, shares_agreed, created_at)
                        overriding system value
                        select :fund, id, code, name, kind, county, county_path || 'u' || id || '/', staff, '{}',
                            :percent::int[], :each::bigint[], false, :now
                        from (select nextval(pg_get_serial_sequence('organisation.unit', 'id')) as id, t.*
                              from unnest(:codes::text[], :names::text[], :kinds::text[], :counties::text[], :paths::text[],
                                  :staff::int[]) as t (code, name, kind, county, county_path, staff)) as drawn
                        on conflict (fund, code) do nothing
                        """)
                .param("fund", fund.code())
                .param("percent", shares.allBasisPoints().toArray(Integer[]::new))
                .param("each", shares.allFenEach().toArray(Long[]::new))
                .param("now", Timestamp.from(now))
                .param("codes", each(units, NewUnit::code))
                .param("names", each(units, NewUnit::name))
                .param("kinds", each(units, unit -> unit.kind().name()))
                .param("counties", each(units, NewUnit::county))
                .param("paths", countyPaths.toArray(String[]::new))
                .param("staff", units.stream().map(NewUnit::staffCount).toArray(Integer[]::new))
                .update();
    }

    private static String[] each(List<NewUnit> units, Function<NewUnit, String> field) {
        return units.stream().map(field).toArray(String[]::new);
    }

    Optional<Unit> find(Scope scope, UnitId id) {
        return one(scope, id, "");
    }

    /** The same, and nobody else changes it until the transaction ends. */
    Optional<Unit> lock(Scope scope, UnitId id) {
        return one(scope, id, " for no key update");
    }

    /** By its code, and it stays as it is until the transaction ends. */
    Optional<Unit> lock(Scope scope, String code) {
        return jdbc.sql("""
                        select * from organisation.unit
                        where fund = :fund and code = :code and path >= :from and path < :upTo for no key update
                        """)
                .params(scope.params())
                .param("code", code)
                .query((row, n) -> unit(row))
                .optional();
    }

    private Optional<Unit> one(Scope scope, UnitId id, String lock) {
        return jdbc.sql("""
                        select * from organisation.unit
                        where fund = :fund and id = :id and path >= :from and path < :upTo""" + lock)
                .params(scope.params())
                .param("id", id.value())
                .query((row, n) -> unit(row))
                .optional();
    }

    List<Unit> all(Scope scope) {
        return jdbc.sql("select * from organisation.unit where fund = :fund and path >= :from and path < :upTo")
                .params(scope.params())
                .query((row, n) -> unit(row))
                .list();
    }

    List<Unit> search(Scope scope, String text, long after, int limit) {
        return jdbc.sql("""
                        select * from organisation.unit
                        where fund = :fund and path >= :from and path < :upTo and id > :after
                          and (strpos(name, :text) > 0 or starts_with(code, upper(:text)))
                        order by id limit :limit
                        """)
                .params(scope.params())
                .param("after", after)
                .param("text", text)
                .param("limit", limit)
                .query((row, n) -> unit(row))
                .list();
    }

    List<Unit> ofKind(Scope scope, UnitKind kind, Units.Choice choice, int limit) {
        return jdbc.sql("""
                        select * from organisation.unit
                        where fund = :fund and path >= :from and path < :upTo and kind = :kind
                          and (strpos(name, :text) > 0 or starts_with(code, upper(:text)) or id = :chosen)
                        order by id <> :chosen, id limit :limit
                        """)
                .params(scope.params())
                .param("kind", kind.name())
                .param("text", choice.text())
                .param("chosen", choice.chosen())
                .param("limit", limit)
                .query((row, n) -> unit(row))
                .list();
    }

    List<UnitId> mergedInto(FundId fund, UnitId id) {
        return jdbc.sql("""
                        with recursive gone as (
                            select id from organisation.unit where fund = :fund and successor = :id
                            union
                            select u.id from gone g join organisation.unit u on u.fund = :fund and u.successor = g.id)
                        select id from gone order by id
                        """)
                .param("fund", fund.code())
                .param("id", id.value())
                .query((row, n) -> new UnitId(row.getLong("id")))
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

    /** A unit's name as part of a trip. */
    Rows<String> name(Trip trip, FundId fund, UnitId id) {
        return trip.shared("fund", fund.code())
                .with("named", id.value())
                .ask(
                        "select name from organisation.unit where fund = :fund and id = :named",
                        (row, n) -> row.getString("name"));
    }

    void change(FundId fund, UnitId id, UnitFacts facts) {
        jdbc.sql(
                        "update organisation.unit set name = :name, kind = :kind, staff_count = :staff where fund = :fund and id = :id")
                .param("fund", fund.code())
                .param("id", id.value())
                .param("name", facts.name())
                .param("kind", facts.kind().name())
                .param("staff", facts.staffCount())
                .update();
    }

    void agree(FundId fund, UnitId id, FeeShares shares) {
        jdbc.sql("""
                        update organisation.unit set share_bp = :percent::int[], share_fen = :each::bigint[], shares_agreed = true
                        where fund = :fund and id = :id
                        """)
                .param("fund", fund.code())
                .param("id", id.value())
                .param("percent", shares.allBasisPoints().toArray(Integer[]::new))
                .param("each", shares.allFenEach().toArray(Long[]::new))
                .update();
    }

    void endAgreement(FundId fund, UnitId id) {
        jdbc.sql("update organisation.unit set shares_agreed = false where fund = :fund and id = :id")
                .param("fund", fund.code())
                .param("id", id.value())
                .update();
    }

    void flag(FundId fund, UnitId id, Set<UnitFlag> flags) {
        jdbc.sql("update organisation.unit set flags = :flags::text[] where fund = :fund and id = :id")
                .param("fund", fund.code())
                .param("id", id.value())
                .param("flags", flags.stream().map(UnitFlag::name).sorted().toArray(String[]::new))
                .update();
    }

    void close(FundId fund, UnitId id, LocalDate on, @Nullable UnitId successor) {
        jdbc.sql("update organisation.unit set closed_on = :on, successor = :successor where fund = :fund and id = :id")
                .param("fund", fund.code())
                .param("id", id.value())
                .param("on", on)
                .param("successor", successor == null ? null : successor.value())
                .update();
    }

    void reopen(FundId fund, UnitId id) {
        jdbc.sql("update organisation.unit set closed_on = null, successor = null where fund = :fund and id = :id")
                .param("fund", fund.code())
                .param("id", id.value())
                .update();
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
                FeeShares.of(List.of((Integer[]) row.getArray("share_bp").getArray()), List.of((Long[])
                        row.getArray("share_fen").getArray())),
                row.getBoolean("shares_agreed"),
                Arrays.stream((String[]) row.getArray("flags").getArray())
                        .map(UnitFlag::valueOf)
                        .collect(Collectors.toUnmodifiableSet()),
                closing(row));
    }

    private static Unit.@Nullable Closing closing(ResultSet row) throws SQLException {
        LocalDate on = row.getObject("closed_on", LocalDate.class);
        Long successor = row.getObject("successor", Long.class);
        return on == null ? null : new Unit.Closing(on, successor == null ? null : new UnitId(successor));
    }
}

package org.tongzhou.claim;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.adjudication.LimitKey;
import org.tongzhou.adjudication.UsedSoFar;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;

/**
 * What claims use of each limit; read and written under the person's gate. A claim that was taken back uses nothing; one
 * that was refused only what the rules count though they pay nothing, such as the cost that met a part of a deductible.
 */
@Component
class UsedStore {
    /** Which claims count, of {@code claim.claim} by the name that is put in. */
    private static final String COUNTS =
            "(%1$s.state not in ('REFUSED', 'WITHDRAWN') or %1$s.state = 'REFUSED' and %1$s.amount_fen = 0)";

    /** What claims {@code c} use, less what has come back of them. */
    private static final String FEN = """
            sum(case when r.fen >= c.amount_fen then 0
                when r.fen > 0 and u.fen = c.amount_fen and u.limit_name not like '%:%' then u.fen - r.fen
                else u.fen end)::bigint as fen
            from claim.used u join claim.claim c on c.fund = u.fund and c.id = u.claim
            left join recovery.v_recovered r on r.fund = c.fund and r.cause = 'claim:' || c.id
            """;

    private final JdbcClient jdbc;
    private final Trips trips;

    UsedStore(JdbcClient jdbc, Trips trips) {
        this.jdbc = jdbc;
        this.trips = trips;
    }

    /**
     * What claims of the person use of each limit; read under the person's gate. Of a benefit that has come back the limit
     * is free again: all that the claim used once all of it is back, else its fen alone where they are the benefit's own.
     */
    UsedSoFar of(FundId fund, PersonId person) {
        Trip trip = trips.trip();
        Rows<Map.Entry<LimitKey, Long>> used = of(trip, fund, person);
        trip.go();
        return sum(used);
    }

    /** The same as part of a trip that holds the gate before. */
    Rows<Map.Entry<LimitKey, Long>> of(Trip trip, FundId fund, PersonId person) {
        trip.shared("fund", fund.code()).shared("person", person.value());
        return trip.ask(
                "select u.limit_name, u.period, " + FEN + """
                        where c.fund = :fund and c.person = :person and\s""" + counts("c") + """

                        group by u.limit_name, u.period
                        """,
                (row, n) -> Map.entry(limit(row), row.getLong("fen")));
    }

    /** A part of a limit that other claims of a claim's person use. */
    private record Beside(ClaimId claim, LimitKey limit, long fen) {}

    /**
     * What other claims of each claim's person use; without those of which nothing is. Read under their gates, as part of a trip,
     * to be had once it is over.
     */
    Supplier<Map<ClaimId, UsedSoFar>> beside(Trip trip, FundId fund, Collection<Claim> claims) {
        trip.shared("fund", fund.code())
                .with(
                        "usedBeside",
                        claims.stream().map(claim -> claim.id().value()).toArray(Long[]::new))
                .with(
                        "usedBy",
                        claims.stream()
                                .map(claim -> claim.owner().person().value())
                                .toArray(Long[]::new));
        Rows<Beside> used = trip.ask(
                """
                        select a.id, s.* from unnest(:usedBeside::bigint[], :usedBy::bigint[]) as a (id, person) cross join lateral (
                            select u.limit_name, u.period,\s""" + FEN + """
                            where c.fund = :fund and c.person = a.person and c.id <> a.id and\s""" + counts("c") + """

                            group by u.limit_name, u.period) s
                        """,
                (row, n) -> new Beside(new ClaimId(row.getLong("id")), limit(row), row.getLong("fen")));
        return () -> used.list().stream()
                .collect(Collectors.groupingBy(
                        Beside::claim,
                        Collectors.collectingAndThen(
                                Collectors.toMap(Beside::limit, Beside::fen, Long::sum, TreeMap::new),
                                UsedSoFar::new)));
    }

    private static LimitKey limit(ResultSet row) throws SQLException {
        return new LimitKey(row.getString("limit_name"), row.getString("period"));
    }

    static UsedSoFar sum(Rows<Map.Entry<LimitKey, Long>> used) {
        Map<LimitKey, Long> sums = new TreeMap<>();
        used.list().forEach(each -> sums.put(each.getKey(), each.getValue()));
        return new UsedSoFar(sums);
    }

    static String counts(String claim) {
        return COUNTS.formatted(claim);
    }

    /** A refusal that the rules do not know, such as for papers that are not genuine: nothing was used. */
    void forget(FundId fund, ClaimId id) {
        replace(fund, id, Map.of());
    }

    void replace(FundId fund, ClaimId id, Map<LimitKey, Long> used) {
        Trip trip = trips.trip().with("fund", fund.code());
        trip.run("delete from claim.used where fund = :fund and claim = :claim");
        insert(trip, id, used);
        trip.go();
    }

    /** What a claim uses that used nothing before. */
    void insert(Trip trip, ClaimId id, Map<LimitKey, Long> used) {
        trip.shared("claim", id.value())
                .with("limits", used.keySet().stream().map(LimitKey::limit).toArray(String[]::new))
                .with("periods", used.keySet().stream().map(LimitKey::period).toArray(String[]::new))
                .with("fens", used.values().toArray(Long[]::new))
                .run("""
                        insert into claim.used (fund, claim, limit_name, period, fen)
                        select :fund, :claim, u.limit_name, u.period, u.fen
                        from unnest(:limits::text[], :periods::text[], :fens::bigint[]) as u (limit_name, period, fen)
                        """);
    }
}

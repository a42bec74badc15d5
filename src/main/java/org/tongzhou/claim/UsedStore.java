package org.tongzhou.claim;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.adjudication.LimitKey;
import org.tongzhou.adjudication.UsedSoFar;
import org.tongzhou.claim.Trips.Rows;
import org.tongzhou.claim.Trips.Trip;
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

    private final Trips trips;

    UsedStore(Trips trips) {
        this.trips = trips;
    }

    /**
     * What other claims of the person use of each limit; read under the person's gate. Of a benefit that has come back the limit
     * is free again: all that the claim used once all of it is back, else its fen alone where they are the benefit's own.
     */
    UsedSoFar of(FundId fund, PersonId person, @Nullable ClaimId except) {
        Trip trip = trips.trip();
        Rows<Map.Entry<LimitKey, Long>> used = of(trip, fund, person, except);
        trip.go();
        return sum(used);
    }

    /** The same as part of a trip that holds the gate before. */
    Rows<Map.Entry<LimitKey, Long>> of(Trip trip, FundId fund, PersonId person, @Nullable ClaimId except) {
        trip.shared("fund", fund.code())
                .shared("person", person.value())
                .with("except", except == null ? -1L : except.value());
        return trip.ask(
                """
                        select u.limit_name, u.period,
                            sum(case when r.fen >= c.amount_fen then 0
                                when r.fen > 0 and u.fen = c.amount_fen and u.limit_name not like '%:%' then u.fen - r.fen
                                else u.fen end)::bigint as fen
                        from claim.used u join claim.claim c on c.fund = u.fund and c.id = u.claim
                        left join recovery.v_recovered r on r.fund = c.fund and r.cause = 'claim:' || c.id
                        where c.fund = :fund and c.person = :person and c.id <> :except and\s""" + counts("c") + """

                        group by u.limit_name, u.period
                        """,
                (row, n) -> Map.entry(
                        new LimitKey(row.getString("limit_name"), row.getString("period")), row.getLong("fen")));
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

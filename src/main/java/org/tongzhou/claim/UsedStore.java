package org.tongzhou.claim;

import static org.tongzhou.kernel.SqlArray.each;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.adjudication.LimitKey;
import org.tongzhou.adjudication.UsedSoFar;
import org.tongzhou.claim.ReceiptStore.Printed;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;

/**
 * What claims use of each limit; read and written under the person's gate. A claim that was taken back uses nothing; one
 * that was refused only what the rules count though they pay nothing, such as the cost that met a part of a deductible, and
 * that only while no other case counts it.
 */
@Component
class UsedStore {
    /** The cost of a claim that was refused, and may be in hand again, counts in another case that has taken its receipt since. */
    private static final String AGAIN = """
            exists (select 1 from claim.receipt_used taken
                join claim.claim later on later.fund = taken.fund and later.plan = %1$s.plan
                    and later.case_id = any(taken.taken_from || taken.case_id)
                    and array_position(taken.taken_from || taken.case_id, later.case_id)
                        > array_position(taken.taken_from, %1$s.case_id)
                    and (later.state not in ('REFUSED', 'WITHDRAWN') or later.state = 'REFUSED' and later.amount_fen = 0
                        and exists (select 1 from claim.used noted where noted.fund = later.fund and noted.claim = later.id))
                where taken.fund = %1$s.fund and taken.taken_from @> array[%1$s.case_id])
            """;

    /** Which claims count, of {@code claim.claim} by the name that is put in. */
    private static final String COUNTS =
            "(%1$s.state not in ('REFUSED', 'WITHDRAWN') or %1$s.state = 'REFUSED' and %1$s.amount_fen = 0) and not ("
                    + "%1$s.state in ('REVIEW', 'SUPPLEMENT', 'REFUSAL_PROPOSED', 'REFUSED') and " + AGAIN + ")";

    /** What claims {@code c} use, {@code l} less what has come back of them. */
    static final String LEFT = """
            claim.used u join claim.claim c on c.fund = u.fund and c.id = u.claim
            left join recovery.v_recovered r on r.fund = c.fund and r.cause = 'claim:' || c.id
            cross join lateral (select case when r.fen >= c.amount_fen then 0
                when r.fen > 0 and u.fen = c.amount_fen and u.limit_name not like '%:%' then u.fen - r.fen
                else u.fen end as fen) l
            """;

    private static final Printed NO_RECEIPT = new Printed("", "", "");

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
        return of(fund, new Asker(person, NO_RECEIPT));
    }

    /** The same for an event that is not filed yet: a refused claim on its receipt leaves it the cost. */
    UsedSoFar of(FundId fund, EventCase draft) {
        return of(fund, Asker.of(draft));
    }

    private UsedSoFar of(FundId fund, Asker asker) {
        Trip trip = trips.trip();
        Supplier<Map<PersonId, UsedSoFar>> used = ask(trip, fund, List.of(asker));
        trip.go();
        return used.get().getOrDefault(asker.person(), UsedSoFar.NOTHING);
    }

    /** The same of several, of a person each, as part of a trip that holds their gates before; without those of whom nothing is used. */
    Supplier<Map<PersonId, UsedSoFar>> of(Trip trip, FundId fund, Collection<EventCase> drafts) {
        return ask(trip, fund, drafts.stream().map(Asker::of).toList());
    }

    /** A person, and the receipt that a draft of theirs is about to take. */
    private record Asker(PersonId person, Printed receipt) {
        static Asker of(EventCase draft) {
            FactSheet facts = draft.facts();
            return new Asker(draft.owner().person(), facts.hasReceipt() ? Printed.of(facts) : NO_RECEIPT);
        }
    }

    private Supplier<Map<PersonId, UsedSoFar>> ask(Trip trip, FundId fund, List<Asker> askers) {
        trip.shared("fund", fund.code())
                .with("users", each(askers, Long[]::new, one -> one.person().value()))
                .with(
                        "takenCodes",
                        each(askers, String[]::new, one -> one.receipt().code()))
                .with(
                        "takenNumbers",
                        each(askers, String[]::new, one -> one.receipt().number()))
                .with(
                        "takenChecks",
                        each(askers, String[]::new, one -> one.receipt().check()));
        Rows<Part<PersonId>> used = trip.ask(
                """
                        select a.person as of, s.* from unnest(:users::bigint[], :takenCodes::text[], :takenNumbers::text[],
                            :takenChecks::text[]) as a (person, code, number, check_code) cross join lateral (
                            select u.limit_name, u.period, sum(l.fen)::bigint as fen from\s""" + LEFT + """
                            where c.fund = :fund and c.person = a.person and\s""" + counts("c") + """
                                and not (c.state = 'REFUSED' and exists (select 1 from claim.receipt_used h
                                    where h.fund = c.fund
                                        and (h.case_id = c.case_id or h.taken_from @> array[c.case_id])
                                        and h.code = a.code and h.number = a.number and h.check_code = a.check_code))
                            group by u.limit_name, u.period) s
                        """,
                (row, n) -> new Part<>(new PersonId(row.getLong("of")), limit(row), row.getLong("fen")));
        return () -> sums(used.list());
    }

    /** A part of a limit, by whose it is: a person's, or beside a claim, and how much of it comes before whatever asks. */
    private record Part<K>(K of, LimitKey limit, long fen, long preceding) {
        Part(K of, LimitKey limit, long fen) {
            this(of, limit, fen, fen);
        }
    }

    private static <K> Map<K, UsedSoFar> sums(List<Part<K>> parts) {
        return parts.stream()
                .collect(Collectors.groupingBy(
                        Part::of,
                        Collectors.collectingAndThen(
                                Collectors.toList(),
                                own -> new UsedSoFar(sum(own, Part::fen), sum(own, Part::preceding)))));
    }

    private static <K> Map<LimitKey, Long> sum(List<Part<K>> parts, Function<Part<K>, Long> fen) {
        return parts.stream().collect(Collectors.toMap(Part::limit, fen, Long::sum, TreeMap::new));
    }

    /**
     * What other claims of each claim's person use; without those of which nothing is. Read under their gates, as part of a trip,
     * to be had once it is over. Before a claim come those that began to use a limit before it did, or all where it uses none of it.
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
        Rows<Part<ClaimId>> used = trip.ask(
                """
                        select a.id as of, s.* from unnest(:usedBeside::bigint[], :usedBy::bigint[]) as a (id, person) cross join lateral (
                            select u.limit_name, u.period, sum(l.fen)::bigint as fen,
                                coalesce(sum(l.fen) filter (where own.place is null or u.place < own.place), 0)::bigint as preceding
                            from\s""" + LEFT + """
                            left join claim.used own on own.fund = u.fund and own.claim = a.id
                                and own.limit_name = u.limit_name and own.period = u.period
                            where c.fund = :fund and c.person = a.person and c.id <> a.id and\s""" + counts("c") + """

                            group by u.limit_name, u.period) s
                        """,
                (row, n) -> new Part<>(
                        new ClaimId(row.getLong("of")), limit(row), row.getLong("fen"), row.getLong("preceding")));
        return () -> sums(used.list());
    }

    private static LimitKey limit(ResultSet row) throws SQLException {
        return new LimitKey(row.getString("limit_name"), row.getString("period"));
    }

    static String counts(String claim) {
        return COUNTS.formatted(claim);
    }

    /** Nothing was used where the rules do not know the refusal, such as for papers that are not genuine; nor is a place kept for nothing. */
    void refused(FundId fund, ClaimId id, boolean byTheRules) {
        jdbc.sql("delete from claim.used where fund = :fund and claim = :claim and (fen = 0 or not :byTheRules)")
                .param("fund", fund.code())
                .param("claim", id.value())
                .param("byTheRules", byTheRules)
                .update();
    }

    /** A claim keeps its places among those that use the same limits, even while it uses nothing: later ones have counted it. */
    void replace(FundId fund, ClaimId id, Map<LimitKey, Long> used) {
        Trip trip = trips.trip().with("fund", fund.code()).with("claim", id.value());
        trip.run("update claim.used set fen = 0 where fund = :fund and claim = :claim");
        insert(trip, Map.of(id, used));
        trip.go();
    }

    void insert(Trip trip, Map<ClaimId, Map<LimitKey, Long>> used) {
        List<Part<ClaimId>> parts = new ArrayList<>();
        used.forEach((claim, limits) -> limits.forEach((limit, fen) -> parts.add(new Part<>(claim, limit, fen))));
        trip.with("using", each(parts, Long[]::new, part -> part.of().value()))
                .with("limits", each(parts, String[]::new, part -> part.limit().limit()))
                .with("periods", each(parts, String[]::new, part -> part.limit().period()))
                .with("fens", each(parts, Long[]::new, Part::fen))
                .run("""
                        insert into claim.used (fund, claim, limit_name, period, fen)
                        select :fund, u.claim, u.limit_name, u.period, u.fen
                        from unnest(:using::bigint[], :limits::text[], :periods::text[], :fens::bigint[])
                            as u (claim, limit_name, period, fen)
                        on conflict (fund, claim, limit_name, period) do update set fen = excluded.fen
                        """);
    }
}

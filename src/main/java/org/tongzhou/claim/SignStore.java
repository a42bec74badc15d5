package org.tongzhou.claim;

import static org.tongzhou.kernel.SqlArray.each;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.plan.PaperKind;

/** Rows of signs and of the traits that cases share. */
@Component
class SignStore {
    private static final int MOST_SHARED = 20;

    private static final String SELECT = """
            select s.id, s.kind, s.other_case, o.number, s.other_fund, p.kind as paper, s.found_at, s.looked_by_name,
                s.looked_at, s.words
            from claim.sign s left join claim.event_case o on o.fund = s.fund and o.id = s.other_case
            left join claim.case_paper p on p.fund = s.fund and p.case_id = s.case_id and p.paper = s.paper
            """;

    /** Few, and found from the signs: claims are many. */
    static final String IN_DOUBT = """
            claim.sign s cross join lateral (
                select * from claim.claim g
                where g.fund = s.fund and g.case_id = s.case_id and g.state in ('APPROVED', 'RETURNED') offset 0) c
            where s.fund = :fund and s.kind = 'REPORT_DIFFERS' and s.looked_at is null
            """;

    private final JdbcClient jdbc;
    private final Sealing sealing;
    private final Trips trips;

    SignStore(JdbcClient jdbc, Sealing sealing, Trips trips) {
        this.jdbc = jdbc;
        this.sealing = sealing;
        this.trips = trips;
    }

    /** What a sign is about; {@code other} and {@code paper} where there is one. */
    record NewSign(
            Sign.Kind kind,
            @Nullable CaseId other,
            @Nullable Long paper,
            @Nullable FundId fund) {
        static NewSign about(Sign.Kind kind, @Nullable CaseId other) {
            return new NewSign(kind, other, null, null);
        }
    }

    /** A sign that is known already stays as it is; that a report differs is another sign once somebody has looked at the last. */
    void insert(FundId fund, CaseId id, NewSign sign, Instant now) {
        jdbc.sql("""
                        insert into claim.sign (fund, case_id, kind, other_case, other_fund, paper, found_at)
                        values (:fund, :case, :kind, :other, :elsewhere, :paper, :now) on conflict do nothing
                        """)
                .param("fund", fund.code())
                .param("case", id.value())
                .param("kind", sign.kind().name())
                .param("other", sign.other() == null ? null : sign.other().value())
                .param("elsewhere", sign.fund() == null ? null : sign.fund().code())
                .param("paper", sign.paper())
                .param("now", Timestamp.from(now))
                .update();
    }

    List<Sign> ofCase(FundId fund, CaseId id) {
        return jdbc.sql(SELECT + "where s.fund = :fund and s.case_id = :case order by s.id")
                .param("fund", fund.code())
                .param("case", id.value())
                .query((row, n) -> sign(fund, row))
                .list();
    }

    /** Of the event that a claim belongs to, as part of a trip. */
    Rows<Sign> about(Trip trip, FundId fund, ClaimId claim) {
        return trip.shared("fund", fund.code())
                .shared("claim", claim.value())
                .ask(
                        SELECT + "where s.fund = :fund and s.case_id = " + ClaimRows.ITS_CASE + " order by s.id",
                        (row, n) -> sign(fund, row));
    }

    private Sign sign(FundId fund, ResultSet row) throws SQLException {
        long other = row.getLong("other_case");
        CaseId of = row.wasNull() ? null : new CaseId(other);
        String paper = row.getString("paper");
        byte[] words = row.getBytes("words");
        Sign.Looked looked = words == null
                ? null
                : new Sign.Looked(
                        row.getString("looked_by_name"),
                        row.getTimestamp("looked_at").toInstant(),
                        sealing.text(Sealing.signPlace(fund, row.getLong("id")), words));
        return new Sign(
                row.getLong("id"),
                Sign.Kind.valueOf(row.getString("kind")),
                of,
                row.getString("number"),
                row.getObject("other_fund", Integer.class),
                paper == null ? null : PaperKind.valueOf(paper),
                row.getTimestamp("found_at").toInstant(),
                looked);
    }

    /** How many signs of each of these cases nobody has looked at; without those that have none. */
    Map<CaseId, Integer> open(FundId fund, Collection<CaseId> cases) {
        Trip trip = trips.trip();
        Rows<Map.Entry<CaseId, Integer>> open = open(trip, fund, cases);
        trip.go();
        return open.list().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The same as part of a trip. */
    Rows<Map.Entry<CaseId, Integer>> open(Trip trip, FundId fund, Collection<CaseId> cases) {
        return trip.shared("fund", fund.code())
                .with("signed", cases.stream().map(CaseId::value).toArray(Long[]::new))
                .ask("""
                        select case_id, count(*) as signs from claim.sign
                        where fund = :fund and case_id = any(:signed::bigint[]) and looked_at is null group by case_id
                        """, (row, n) -> Map.entry(new CaseId(row.getLong("case_id")), row.getInt("signs")));
    }

    /** Claims that are granted and not paid, of cases whose report differs and nobody has looked. */
    List<ClaimId> grantedInDoubt(FundId fund) {
        return jdbc.sql("select c.id from " + IN_DOUBT)
                .param("fund", fund.code())
                .query((row, n) -> new ClaimId(row.getLong("id")))
                .list();
    }

    /**
     * Somebody has looked; false when the sign is not of the case, or somebody looked before. Of a claim that is granted only a
     * report that differs is looked at: nothing else holds it.
     */
    boolean lookedAt(Actor actor, Claim claim, long sign, String words, Instant now) {
        return jdbc.sql("""
                        update claim.sign
                        set looked_by = :by, looked_by_name = :name, looked_at = :now, words = :words
                        where fund = :fund and case_id = :case and id = :id and looked_at is null
                            and (not :granted or kind = 'REPORT_DIFFERS')
                        """)
                        .param("by", actor.requirePerson().value())
                        .param("name", actor.name())
                        .param("now", Timestamp.from(now))
                        .param("words", sealing.text(Sealing.signPlace(actor.fund(), sign), words))
                        .param("fund", actor.fund().code())
                        .param("case", claim.eventCase().value())
                        .param("id", sign)
                        .param("granted", claim.state().isGranted())
                        .update()
                == 1;
    }

    /** Something that a case may share with others, by its kind. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Trait(CaseId of, String kind, byte[] index) {}

    /** Keeps traits of cases; one of a kind that a case has already stays as it is. */
    void traits(Trip trip, FundId fund, List<Trait> traits) {
        trip.shared("fund", fund.code())
                .with("traitsOf", each(traits, Long[]::new, trait -> trait.of().value()))
                .with("traitKinds", each(traits, String[]::new, Trait::kind))
                .with("traits", each(traits, byte[][]::new, Trait::index))
                .run("""
                        insert into claim.trait (fund, case_id, kind, index)
                        select :fund, t.of, t.kind, t.index
                        from unnest(:traitsOf::bigint[], :traitKinds::text[], :traits::bytea[]) as t (of, kind, index)
                        on conflict (fund, case_id, kind) do nothing
                        """);
    }

    /** A case of somebody else that has a trait of that kind too. */
    record Sharing(CaseId of, String kind, CaseId other) {}

    /** For each of these cases the newest case of each other person that has the same trait, oldest first, at most 20 people a trait. */
    Rows<Sharing> sharing(Trip trip, FundId fund, Collection<CaseId> cases) {
        return trip.shared("fund", fund.code())
                .with("sharedOf", each(cases, Long[]::new, CaseId::value))
                .with("mostShared", MOST_SHARED)
                .ask(
                        """
                        select t.case_id, t.kind, s.id
                        from claim.trait t
                        join claim.event_case c on c.fund = t.fund and c.id = t.case_id
                        cross join lateral (
                            select max(o.id) as id
                            from claim.trait u
                            join claim.event_case o on o.fund = u.fund and o.id = u.case_id and o.person <> c.person
                            where u.fund = t.fund and u.kind = t.kind and u.index = t.index and o.state = 'OPEN'
                            group by o.person order by 1 limit :mostShared) s
                        where t.fund = :fund and t.case_id = any(:sharedOf::bigint[]) order by t.case_id, t.kind, s.id
                        """,
                        (row, n) -> new Sharing(
                                new CaseId(row.getLong("case_id")),
                                row.getString("kind"),
                                new CaseId(row.getLong("id"))));
    }

    /** Other open cases that a paper was given to. */
    List<CaseId> withPaper(FundId fund, CaseId id, long paper) {
        return jdbc.sql("""
                        select c.id from claim.case_paper p join claim.event_case c on c.fund = p.fund and c.id = p.case_id
                        where p.fund = :fund and p.paper = :paper and c.id <> :case and c.state = 'OPEN' order by c.id
                        """)
                .param("fund", fund.code())
                .param("paper", paper)
                .param("case", id.value())
                .query((row, n) -> new CaseId(row.getLong("id")))
                .list();
    }

    /** Those of these cases that were granted a benefit for what a person found, a class or a grade, or for a death. */
    Set<CaseId> grantedFixed(FundId fund, List<EventCase> cases) {
        List<EventCase> deaths =
                cases.stream().filter(one -> one.facts().isDeath()).toList();
        return jdbc.sql("""
                        select distinct case_id from claim.claim
                        where fund = :fund and case_id = any(:cases::bigint[])
                            and (finding is not null or case_id = any(:deaths::bigint[]))
                            and state in ('APPROVED', 'RETURNED', 'PAID', 'CLOSED')
                        """)
                .param("fund", fund.code())
                .param("cases", each(cases, Long[]::new, one -> one.id().value()))
                .param("deaths", each(deaths, Long[]::new, one -> one.id().value()))
                .query((row, n) -> new CaseId(row.getLong("case_id")))
                .set();
    }

    /** The newest open case of each of these people. */
    List<CaseId> newest(FundId fund, List<PersonId> people) {
        return jdbc.sql("""
                        select max(id) as id from claim.event_case
                        where fund = :fund and person = any(:people) and state = 'OPEN'
                        group by person order by 1 limit :most
                        """)
                .param("fund", fund.code())
                .param("people", people.stream().map(PersonId::value).toArray(Long[]::new))
                .param("most", MOST_SHARED)
                .query((row, n) -> new CaseId(row.getLong("id")))
                .list();
    }
}

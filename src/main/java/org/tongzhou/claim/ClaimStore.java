package org.tongzhou.claim;

import static org.tongzhou.kernel.SqlArray.each;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Scope;

/** Reads claims, and locks them. */
@Component
class ClaimStore {
    private static final String EXTRAS = """
            c.cover, c.sampled, c.follows, c.filed_at, c.paid_at, c.decision, c.finding
            """;

    private static final String LOCK_ALL = "select " + ClaimRows.COLUMNS + """
            from claim.claim c where c.fund = :fund and c.id = any(:ids::bigint[]) order by c.id for update
            """;

    private final JdbcClient jdbc;
    private final Sealing sealing;
    private final Trips trips;

    ClaimStore(JdbcClient jdbc, Sealing sealing, Trips trips) {
        this.jdbc = jdbc;
        this.sealing = sealing;
        this.trips = trips;
    }

    /**
     * The claim inside the territory, locked after its case. Everybody locks the case first, before claims and before the
     * person's gate; {@link CaseStore#lock} says how.
     */
    Optional<Claim> lockAfterCase(Scope scope, ClaimId id) {
        Trip trip = trips.trip();
        Rows<Claim> claim = lockAfterCase(trip, scope, id);
        trip.go();
        return claim.optional();
    }

    /** The same as the start of a trip. */
    Rows<Claim> lockAfterCase(Trip trip, Scope scope, ClaimId id) {
        trip.within(scope).shared("claim", id.value());
        trip.run(Trips.BY_KEYS).run("""
                select id from claim.event_case
                where fund = :fund and id = (select c.case_id from claim.claim c
                    where c.fund = :fund and c.id = :claim and c.unit_path >= :from and c.unit_path < :upTo) for no key update
                """);
        return trip.ask("select " + ClaimRows.COLUMNS + """
                from claim.claim c
                where c.fund = :fund and c.id = :claim and c.unit_path >= :from and c.unit_path < :upTo for update
                """, (row, n) -> ClaimRows.claim(row));
    }

    /** The claim inside the actor's territory, locked until the transaction ends. */
    Optional<Claim> lockWithin(Scope scope, ClaimId id) {
        return jdbc.sql("select " + ClaimRows.COLUMNS + """
                        from claim.claim c
                        where c.fund = :fund and c.id = :id and c.unit_path >= :from and c.unit_path < :upTo for update
                        """)
                .params(scope.params())
                .param("id", id.value())
                .query((row, n) -> ClaimRows.claim(row))
                .optional();
    }

    /** The same of several claims of the fund: first their cases, then they, each in the order of their ids. */
    List<Claim> lockAfterCases(FundId fund, Collection<ClaimId> ids) {
        Trip trip = trips.trip().with("fund", fund.code()).with("ids", each(ids, Long[]::new, ClaimId::value));
        trip.run(Trips.BY_KEYS).run("""
                select id from claim.event_case
                where fund = :fund and id in (select c.case_id from claim.claim c
                    where c.fund = :fund and c.id = any(:ids::bigint[])) order by id for no key update
                """);
        Rows<Claim> locked = trip.ask(LOCK_ALL, (row, n) -> ClaimRows.claim(row));
        trip.go();
        return locked.list();
    }

    /** These claims of the fund, locked in the order of their ids; what is no claim is left out. */
    List<Claim> lockAll(FundId fund, Collection<ClaimId> ids) {
        return jdbc.sql(LOCK_ALL)
                .param("fund", fund.code())
                .param("ids", ids.stream().map(ClaimId::value).toArray(Long[]::new))
                .query((row, n) -> ClaimRows.claim(row))
                .list();
    }

    Optional<Claim> findWithin(Scope scope, ClaimId id) {
        return jdbc.sql("select " + ClaimRows.COLUMNS + """
                        from claim.claim c
                        where c.fund = :fund and c.id = :id and c.unit_path >= :from and c.unit_path < :upTo
                        """)
                .params(scope.params())
                .param("id", id.value())
                .query((row, n) -> ClaimRows.claim(row))
                .optional();
    }

    List<Claim> ofCase(FundId fund, CaseId eventCase) {
        return jdbc.sql("select " + ClaimRows.COLUMNS
                        + "from claim.claim c where c.fund = :fund and c.case_id = :case order by c.id")
                .param("fund", fund.code())
                .param("case", eventCase.value())
                .query((row, n) -> ClaimRows.claim(row))
                .list();
    }

    List<Claim> lockOfCase(FundId fund, CaseId eventCase) {
        return jdbc.sql("select " + ClaimRows.COLUMNS
                        + "from claim.claim c where c.fund = :fund and c.case_id = :case order by c.id for update")
                .param("fund", fund.code())
                .param("case", eventCase.value())
                .query((row, n) -> ClaimRows.claim(row))
                .list();
    }

    /** A claim and, once it is paid, when its money came. */
    record Own(Claim claim, @Nullable Instant paidAt) {}

    /** A person's claims with a number below this, newest first: a page and one more. */
    Rows<Own> ofPerson(Trip trip, FundId fund, PersonId person, long below) {
        return trip.shared("fund", fund.code())
                .shared("person", person.value())
                .with("belowClaim", below)
                .with("mostClaims", MineAsked.PAGE_CLAIMS + 1)
                .ask(
                        "select " + ClaimRows.COLUMNS + """
                        , c.paid_at
                        from claim.claim c where c.fund = :fund and c.person = :person and c.id < :belowClaim
                        order by c.id desc limit :mostClaims
                        """,
                        (row, n) -> new Own(ClaimRows.claim(row), ClaimRows.instant(row, "paid_at")));
    }

    /** What a person's paid claims came to, by cause. */
    Rows<Map.Entry<String, Money>> paidOfPerson(Trip trip, FundId fund, PersonId person) {
        return trip.shared("fund", fund.code())
                .shared("person", person.value())
                .ask(
                        """
                        select id, amount_fen from claim.claim
                        where fund = :fund and person = :person and state in ('PAID', 'CLOSED')
                        """,
                        (row, n) -> Map.entry(
                                new ClaimId(row.getLong("id")).cause(), Money.ofFen(row.getLong("amount_fen"))));
    }

    /** Paid claims whose money came before {@code before}, oldest first, locked; those that somebody works on are left out. */
    List<Claim> lockPaidBefore(FundId fund, Instant before, int most) {
        return jdbc.sql("select " + ClaimRows.COLUMNS + """
                        from claim.claim c where c.fund = :fund and c.state = 'PAID' and c.paid_at < :before
                        order by c.paid_at limit :most for update skip locked
                        """)
                .param("fund", fund.code())
                .param("before", Timestamp.from(before))
                .param("most", most)
                .query((row, n) -> ClaimRows.claim(row))
                .list();
    }

    /** A class or a grade that a reviewer confirmed; {@code follows} where the claim is for the difference to an earlier one. */
    record Confirmed(ClaimId of, String finding, boolean follows) {}

    /** What reviewers confirmed of these claims, as part of a trip; without those of which nobody has. */
    Rows<Confirmed> findings(Trip trip, FundId fund, Collection<ClaimId> ids) {
        return trip.shared("fund", fund.code())
                .with("confirmed", ids.stream().map(ClaimId::value).toArray(Long[]::new))
                .ask("""
                        select id, finding, follows is not null as follows from claim.claim
                        where fund = :fund and id = any(:confirmed::bigint[]) and finding is not null
                        """, (row, n) -> {
                    ClaimId id = new ClaimId(row.getLong("id"));
                    String finding = sealing.text(Sealing.findingPlace(fund, id), row.getBytes("finding"));
                    return new Confirmed(id, finding, row.getBoolean("follows"));
                });
    }

    /** The stored decision in its canonical JSON. */
    String decision(FundId fund, ClaimId id) {
        byte[] sealed = jdbc.sql("select decision from claim.claim where fund = :fund and id = :id")
                .param("fund", fund.code())
                .param("id", id.value())
                .query(byte[].class)
                .single();
        return sealing.text(Sealing.claimPlace(fund, id), sealed);
    }

    /** What a claim has that its record does not carry: the decision in its canonical JSON, what was confirmed. */
    record Extras(
            long cover,
            boolean sampled,
            @Nullable ClaimId follows,
            Instant filedAt,
            @Nullable Instant paidAt,
            String decision,
            @Nullable String finding) {}

    Extras extras(FundId fund, ClaimId id) {
        return jdbc.sql("select " + EXTRAS + "from claim.claim c where c.fund = :fund and c.id = :id")
                .param("fund", fund.code())
                .param("id", id.value())
                .query((row, n) -> extras(fund, id, row))
                .single();
    }

    /** A claim of an event; the one that was asked for has all of its row. */
    record OfEvent(Claim claim, @Nullable Extras extras) {}

    /** The claims of the event of a claim of a territory, as part of a trip; none when the territory has no such claim. */
    Rows<OfEvent> ofEvent(Trip trip, Scope scope, ClaimId id) {
        return trip.within(scope)
                .shared("claim", id.value())
                .ask("select " + ClaimRows.COLUMNS + ", " + EXTRAS + """
                        from claim.claim c
                        where c.fund = :fund and c.case_id = (select a.case_id from claim.claim a where a.fund = :fund
                            and a.id = :claim and a.unit_path >= :from and a.unit_path < :upTo)
                        order by c.id
                        """, (row, n) -> ofEvent(scope.fund(), id, row));
    }

    private OfEvent ofEvent(FundId fund, ClaimId asked, ResultSet row) throws SQLException {
        Claim claim = ClaimRows.claim(row);
        return new OfEvent(claim, claim.id().equals(asked) ? extras(fund, asked, row) : null);
    }

    private Extras extras(FundId fund, ClaimId id, ResultSet row) throws SQLException {
        byte[] finding = row.getBytes("finding");
        return new Extras(
                row.getLong("cover"),
                row.getBoolean("sampled"),
                ClaimRows.id(row, "follows"),
                row.getTimestamp("filed_at").toInstant(),
                ClaimRows.instant(row, "paid_at"),
                sealing.text(Sealing.claimPlace(fund, id), row.getBytes("decision")),
                finding == null ? null : sealing.text(Sealing.findingPlace(fund, id), finding));
    }
}

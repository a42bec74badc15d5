package org.tongzhou.claim;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.Filings.Draft;
import org.tongzhou.claim.Filings.Filed;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Moment;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.plan.EventKind;

/** Rows of what one hand has written for others, and what came of it through the territory of that hand. */
@Component
class FilingStore {
    private static final String BY_HAND = """
            e.fund = :fund and e.opened_by = :hand and e.person <> e.opened_by
                and e.unit_path >= :from and e.unit_path < :upTo""";

    private static final String WITHIN = "c.fund = :fund and c.unit_path >= :from and c.unit_path < :upTo";

    private static final String DECIDED = "c.state not in ('REVIEW', 'REFUSAL_PROPOSED', 'SUPPLEMENT')";

    private static final String DRAFTS = """
            select e.id, e.kind, e.saved_at, e.person from claim.event_case e
            where %s and e.state = 'DRAFT' and (e.saved_at, e.id) < (:at, :id)
            order by e.saved_at desc, e.id desc limit :most
            """.formatted(BY_HAND);

    /** What awaits an answer and what came back, each by an index of its own. */
    private static final String WAITING = """
            select %1$s
            from (select c.* from claim.claim c where %2$s and c.level in ('COUNTY', 'CITY', 'PROVINCE')
                    and c.state in ('REVIEW', 'REFUSAL_PROPOSED', 'SUPPLEMENT')
                union all select c.* from claim.claim c where %2$s and c.state = 'RETURNED') c
            join claim.event_case e on e.fund = c.fund and e.id = c.case_id
            cross join lateral (select case c.state when 'SUPPLEMENT' then 0 when 'RETURNED' then 1 else 2 end as rank,
                coalesce(c.due_on - date '1970-01-01', %4$d) as day) place
            where %3$s and (place.rank, place.day, c.id) > (:rank, :day, :id)
            order by place.rank, place.day, c.id limit :most
            """.formatted(ClaimRows.COLUMNS, WITHIN, BY_HAND, WaitingPlace.NO_DAY);

    /** Of which papers were asked. */
    private static final String OWING = """
            select e.person from claim.claim c
            join claim.event_case e on e.fund = c.fund and e.id = c.case_id
            where %s and c.level in ('COUNTY', 'CITY', 'PROVINCE') and c.state = 'SUPPLEMENT' and %s
            """.formatted(WITHIN, BY_HAND);

    /** One case after another is asked for its claims: put together any other way, all claims of the fund are read. */
    private static final String FILED = """
            select e.id as event, e.number as event_number, e.person as member, %1$s
            from (select e.id, e.number, e.person from claim.event_case e
                where %2$s and e.submitted_at is not null and e.id < :before
                    and (select bool_or(%4$s) from claim.claim c where %3$s and c.case_id = e.id) is not false
                order by e.id desc limit :most) e
            left join lateral (select c.* from claim.claim c
                where %3$s and c.case_id = e.id and %4$s offset 0) c on true
            order by e.id desc, c.id
            """.formatted(ClaimRows.COLUMNS, BY_HAND, WITHIN, DECIDED);

    private final Trips trips;

    FilingStore(Trips trips) {
        this.trips = trips;
    }

    /** What is still written, last saved first. */
    List<Draft> drafts(Actor hand, Moment below, int most) {
        Trip trip = by(hand).with("at", Timestamp.from(below.at()))
                .with("id", below.id())
                .with("most", most);
        Rows<Draft> drafts = trip.ask(DRAFTS, (row, n) -> draft(row));
        trip.go();
        return drafts.list();
    }

    private static Draft draft(ResultSet row) throws SQLException {
        DraftLine line = new DraftLine(
                new CaseId(row.getLong("id")),
                EventKind.valueOf(row.getString("kind")),
                row.getTimestamp("saved_at").toInstant());
        return new Draft(line, new PersonId(row.getLong("person")));
    }

    /** Claims that wait for papers, then those whose money came back, then those for an answer, by its day. */
    List<Claim> waiting(Actor hand, WaitingPlace above, int most) {
        Trip trip = by(hand).with("rank", above.rank())
                .with("day", above.day())
                .with("id", above.id())
                .with("most", most);
        Rows<Claim> claims = trip.ask(WAITING, (row, n) -> ClaimRows.claim(row));
        trip.go();
        return claims.list();
    }

    /** Whose claims wait for papers, each as often as claims do. */
    List<PersonId> owing(Actor hand) {
        Trip trip = by(hand);
        Rows<PersonId> members = trip.ask(OWING, (row, n) -> new PersonId(row.getLong("person")));
        trip.go();
        return members.list();
    }

    /** Cases that were sent in, newest first, with those of their claims that wait for no answer; not those of which all do. */
    List<Filed> filed(Actor hand, long before, int most) {
        Trip trip = by(hand).with("before", before).with("most", most);
        Rows<Filed> rows = trip.ask(FILED, (row, n) -> filed(row));
        trip.go();
        Map<CaseId, Filed> cases = new LinkedHashMap<>();
        rows.list().forEach(row -> cases.merge(row.id(), row, FilingStore::together));
        return List.copyOf(cases.values());
    }

    private static Filed filed(ResultSet row) throws SQLException {
        return new Filed(
                new CaseId(row.getLong("event")),
                row.getString("event_number"),
                new PersonId(row.getLong("member")),
                ClaimRows.id(row, "id") == null ? List.of() : List.of(ClaimRows.claim(row)));
    }

    private static Filed together(Filed one, Filed other) {
        List<Claim> claims = new ArrayList<>(one.claims());
        claims.addAll(other.claims());
        return one.with(claims);
    }

    private Trip by(Actor hand) {
        return trips.trip(Trips.BY_TERRITORY)
                .within(hand.scope())
                .with("hand", hand.requirePerson().value());
    }
}

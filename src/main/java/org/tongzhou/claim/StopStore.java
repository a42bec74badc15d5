package org.tongzhou.claim;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.claim.ClaimClock.Stop;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.SqlArray;

/** Days on which members owed papers, and which. */
@Component
class StopStore {
    private static final String ASKED = """
            select claim, asked_on, supplied_on, array(
                select o.paper from unnest(papers) with ordinality as o (paper, place)
                where o.paper <> all (given) order by o.place) as papers
            from claim.stop\s""";

    private final JdbcClient jdbc;
    private final Trips trips;

    StopStore(JdbcClient jdbc, Trips trips) {
        this.jdbc = jdbc;
        this.trips = trips;
    }

    void open(FundId fund, ClaimId id, LocalDate askedOn, List<String> papers) {
        Trip trip = trips.trip();
        open(trip, fund, Map.of(id, papers), askedOn);
        trip.go();
    }

    /** The same of several claims as part of a trip, the papers by claim. */
    void open(Trip trip, FundId fund, Map<ClaimId, List<String>> asked, LocalDate askedOn) {
        trip.shared("fund", fund.code())
                .with("asked", SqlArray.each(asked.keySet(), Long[]::new, ClaimId::value))
                .with("askedFor", SqlArray.each(asked.values(), String[]::new, SqlArray::literal))
                .with("askedOn", askedOn)
                .run("""
                        insert into claim.stop (fund, claim, asked_on, papers)
                        select :fund, s.claim, :askedOn, s.papers::text[]
                        from unnest(:asked::bigint[], :askedFor::text[]) as s (claim, papers)
                        """);
    }

    /** Notes that a paper has come; answers the codes of those that are still owed. */
    List<String> give(FundId fund, ClaimId id, String paper) {
        jdbc.sql("""
                        update claim.stop set given = given || :paper::text
                        where fund = :fund and claim = :claim and supplied_on is null
                        """)
                .param("fund", fund.code())
                .param("claim", id.value())
                .param("paper", paper)
                .update();
        return owed(fund, id);
    }

    void end(FundId fund, ClaimId id, LocalDate suppliedOn) {
        jdbc.sql("""
                        update claim.stop set supplied_on = :day
                        where fund = :fund and claim = :claim and supplied_on is null
                        """)
                .param("fund", fund.code())
                .param("claim", id.value())
                .param("day", suppliedOn)
                .update();
    }

    /** One time that papers were asked for: the clock's stop, and the codes of papers that were not given since. */
    record Asking(Stop stop, List<String> papers) {}

    List<Stop> of(FundId fund, ClaimId id) {
        Trip trip = trips.trip();
        Rows<Asking> asked = of(trip, fund, id);
        trip.go();
        return stops(asked.list());
    }

    /** The same, with the papers, as part of a trip. */
    Rows<Asking> of(Trip trip, FundId fund, ClaimId id) {
        return trip.shared("fund", fund.code())
                .shared("claim", id.value())
                .ask(ASKED + "where fund = :fund and claim = :claim order by id", (row, n) -> asking(row));
    }

    /** The same of several claims, each by its claim. */
    Rows<Map.Entry<ClaimId, Asking>> of(Trip trip, FundId fund, Collection<ClaimId> ids) {
        return trip.shared("fund", fund.code())
                .with("stopped", SqlArray.each(ids, Long[]::new, ClaimId::value))
                .ask(
                        ASKED + "where fund = :fund and claim = any(:stopped::bigint[]) order by claim, id",
                        (row, n) -> Map.entry(new ClaimId(row.getLong("claim")), asking(row)));
    }

    private static Asking asking(ResultSet row) throws SQLException {
        return new Asking(
                new Stop(row.getObject("asked_on", LocalDate.class), row.getObject("supplied_on", LocalDate.class)),
                ClaimRows.strings(row.getArray("papers")));
    }

    static List<Stop> stops(List<Asking> asked) {
        return asked.stream().map(Asking::stop).toList();
    }

    /** Codes of the papers that are owed now. */
    List<String> owed(FundId fund, ClaimId id) {
        Trip trip = trips.trip();
        Rows<Asking> asked = of(trip, fund, id);
        trip.go();
        return owed(asked.list());
    }

    static List<String> owed(List<Asking> asked) {
        return asked.stream()
                .filter(asking -> asking.stop().suppliedOn() == null)
                .findFirst()
                .map(Asking::papers)
                .orElse(List.of());
    }
}

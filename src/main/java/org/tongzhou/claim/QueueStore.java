package org.tongzhou.claim;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.DayPlace;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.kernel.WorkingDays;

/** Lists of claims inside a territory. */
@Component
class QueueStore {
    /** Claims that the actor may decide: their levels, their territory, not theirs, not their unit's, not decided by them. What they are heir of is refused when they open it. */
    private static final String WAITING = """
            from claim.claim c
            where c.fund = :fund and c.unit_path >= :from and c.unit_path < :upTo
                and c.level in ('COUNTY', 'CITY', 'PROVINCE') and c.state in ('REVIEW', 'REFUSAL_PROPOSED')
                and c.level = any(case c.state when 'REVIEW' then :levels::text[] else :second::text[] end)
                and c.person <> :me and c.unit <> :unit
                and not exists (select 1 from claim.step s
                    where s.fund = c.fund and s.claim = c.id and """ + " " + StepStore.ACTED + ")";

    /** What a line shows. */
    private static final String LINE = """
            c.id, c.number, c.person, c.plan, c.unit_path, c.state, c.level, c.amount_fen, c.due_on,
            exists (select 1 from claim.proposal p
                where p.fund = c.fund and p.case_id = c.case_id and p.state = 'OPEN') as more,
            c.due_on < :today and exists (select 1 from claim.step u
                where u.fund = c.fund and u.claim = c.id and u.verb = 'URGED') as urged
            """;

    /** Granted and not paid since its report is in doubt, of the actor's levels and territory, not theirs and not their unit's. */
    private static final String HELD = "select " + LINE + " from " + SignStore.IN_DOUBT + """
             and c.unit_path >= :from and c.unit_path < :upTo and c.level = any(:levels::text[])
                and c.person <> :me and c.unit <> :unit
            order by c.id limit :mostHeld
            """;

    private static final int MOST_HELD = 20;

    private static final String[] UNDER_WAY = Arrays.stream(ClaimState.values())
            .filter(ClaimState::isUnderWay)
            .map(ClaimState::name)
            .toArray(String[]::new);

    private final Trips trips;
    private final WorkingDays calendar;

    QueueStore(Trips trips, WorkingDays calendar) {
        this.trips = trips;
        this.calendar = calendar;
    }

    /** The part of a queue under a filter that is above a place. */
    record Waiting(QueueFilter filter, DayPlace above, int most) {}

    /** What was asked: rows by due day, how many wait under each filter, and what is held that was granted. */
    record Found(List<QueueRow> rows, Map<QueueFilter, Integer> waiting, List<QueueRow> held) {}

    /** Of what waits a part, and how many wait, in one trip with what the page asks beside it. */
    Found waiting(Actor actor, Waiting part, LocalDate today, Consumer<Trip> beside) {
        Trip trip = bind(actor, today)
                .with("today", today)
                .with("aboveDay", part.above().day())
                .with("aboveId", part.above().id())
                .with("most", part.most());
        beside.accept(trip);
        Rows<QueueRow> rows = trip.ask(
                "select " + LINE + WAITING + condition(part.filter())
                        + " and (c.due_on, c.id) > (:aboveDay, :aboveId) order by c.due_on, c.id limit :most",
                (row, n) -> row(row, today));
        Rows<Map<QueueFilter, Integer>> counts = counts(trip);
        Rows<QueueRow> held = trip.with("mostHeld", MOST_HELD).ask(HELD, (row, n) -> row(row, today));
        trip.go();
        return new Found(rows.list(), counts.optional().orElseThrow(), held.list());
    }

    /** How many wait, by filter. */
    Map<QueueFilter, Integer> counts(Actor actor, LocalDate today) {
        Trip trip = bind(actor, today);
        Rows<Map<QueueFilter, Integer>> counts = counts(trip);
        trip.go();
        return counts.optional().orElseThrow();
    }

    private static Rows<Map<QueueFilter, Integer>> counts(Trip trip) {
        String counts = Arrays.stream(QueueFilter.values())
                .map(filter -> "count(*) filter (where true" + condition(filter) + ") as " + filter.name())
                .collect(Collectors.joining(", ", "select ", " "));
        return trip.ask(counts + WAITING, (row, n) -> {
            Map<QueueFilter, Integer> waiting = new EnumMap<>(QueueFilter.class);
            for (QueueFilter filter : QueueFilter.values()) {
                waiting.put(filter, row.getInt(filter.name()));
            }
            return waiting;
        });
    }

    /** Filters are ours, never text of a request. */
    private static String condition(QueueFilter filter) {
        return switch (filter) {
            case ALL -> "";
            case SOON -> " and c.due_on <= :soon";
            case SECOND -> " and c.state = 'REFUSAL_PROPOSED'";
        };
    }

    private Trip bind(Actor actor, LocalDate today) {
        PersonId me = actor.person();
        UnitId unit = actor.unit();
        return trips.trip(Trips.KEPT_PLANS)
                .within(actor.scope())
                .with("levels", names(Reviews.levels(actor)))
                .with("second", names(Reviews.levelsAsSecond(actor)))
                .with("me", me == null ? -1L : me.value())
                .with("unit", unit == null ? -1L : unit.value())
                .with("soon", calendar.plus(today, 1));
    }

    private static String[] names(List<Level> levels) {
        return levels.stream().map(Level::name).toArray(String[]::new);
    }

    /** The part of a list of the newest first that is below a number. */
    record Part(long before, int most) {}

    /** Claims of a territory by the start of a number, newest first. */
    List<QueueRow> byNumber(Scope scope, String start, LocalDate today, Part part) {
        Trip trip = within(scope).with("start", start).with("before", part.before());
        return newest(trip, "starts_with(c.number, :start) and c.id < :before", today, part.most());
    }

    /** Claims of a territory of the case that has this number. */
    List<QueueRow> ofCase(Scope scope, String number, LocalDate today, Part part) {
        Trip trip = within(scope).with("number", number).with("before", part.before());
        String ofNumber = "(select e.id from claim.event_case e where e.fund = :fund and e.number = :number)";
        return newest(trip, "c.case_id = " + ofNumber + " and c.id < :before", today, part.most());
    }

    /** Those of a person that are under way, newest first, and how many they are. */
    Queues.UnderWay underWay(Scope scope, PersonId person, LocalDate today, int most) {
        String condition = "c.person = :person and c.state = any(:states)";
        Trip trip = within(scope).with("person", person.value()).with("states", UNDER_WAY);
        Rows<Integer> all = trip.ask(
                "select count(*) from claim.claim c"
                        + " where c.fund = :fund and c.unit_path >= :from and c.unit_path < :upTo and " + condition,
                (row, n) -> row.getInt(1));
        List<QueueRow> newest = newest(trip, condition, today, most);
        return new Queues.UnderWay(newest, all.optional().orElseThrow());
    }

    /** Claims of a territory that are a person's, newest first. */
    List<QueueRow> ofPerson(Scope scope, PersonId person, LocalDate today, Part part) {
        Trip trip = within(scope).with("person", person.value()).with("before", part.before());
        return newest(trip, "c.person = :person and c.id < :before", today, part.most());
    }

    /** Claims of a territory from newest to oldest. */
    List<QueueRow> all(Scope scope, LocalDate today, Part part) {
        Trip trip = within(scope).with("before", part.before());
        return newest(trip, "c.id < :before", today, part.most());
    }

    private Trip within(Scope scope) {
        return trips.trip(Trips.BY_TERRITORY).within(scope);
    }

    /** The page is cut before more is asked of its rows. */
    private List<QueueRow> newest(Trip trip, String condition, LocalDate today, int most) {
        Rows<QueueRow> rows = trip.with("today", today)
                .with("most", most)
                .ask("select " + LINE + """
                        from (
                            select * from claim.claim c
                            where c.fund = :fund and c.unit_path >= :from and c.unit_path < :upTo and\s""" + condition + """
                             order by c.id desc limit :most) c
                        order by c.id desc
                        """, (row, n) -> row(row, today));
        trip.go();
        return rows.list();
    }

    private QueueRow row(ResultSet row, LocalDate today) throws SQLException {
        LocalDate due = row.getObject("due_on", LocalDate.class);
        return new QueueRow(
                new ClaimId(row.getLong("id")),
                row.getString("number"),
                new PersonId(row.getLong("person")),
                row.getString("plan"),
                row.getString("unit_path"),
                ClaimState.valueOf(row.getString("state")),
                Level.valueOf(row.getString("level")),
                Money.ofFen(row.getLong("amount_fen")),
                due,
                due == null ? 0 : left(today, due),
                row.getBoolean("more"),
                row.getBoolean("urged"));
    }

    private int left(LocalDate today, LocalDate due) {
        return today.isAfter(due) ? -calendar.between(due, today) : calendar.between(today, due);
    }
}

package org.tongzhou.enrolment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.database.Trips;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.enrolment.OwnPeople.InRoster;
import org.tongzhou.kernel.DateRange;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Place;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.UnitId;
import org.tongzhou.plan.PlanCode;

@Component
class CoverStore {
    private static final String ALL_OF_IT = """
            select id, person, plan, edition, units, unit, unit_path, submission, fee_fen,
                   lower(cover) as starts, upper(cover) as ends, first_joined, continuous_since, waiting_until,
            """;

    private static final String COVER = ALL_OF_IT + " state from enrolment.cover ";

    private static final String OF_A_PERSON =
            ALL_OF_IT + "case when state = 'AWAITING' then " + awaited("e") + " else state end as state" + """
                 from enrolment.enrolled e where fund = :fund and person = :holder and state <> 'CANCELLED'
            """;

    private static final String LATEST_FIRST = " order by upper(cover) desc nulls first, plan";

    /** From so many people on it pays to ask first which submissions still cover anybody. */
    static final int MANY = 1_000;

    private final JdbcClient jdbc;

    CoverStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How something stands of which no cover has been written: it awaits its fee, or the fee is in and it did not begin. */
    static String awaited(String line) {
        return """
                case when exists (select from enrolment.ageing g where g.fund = :fund and g.submission = %1$s.submission
                        and g.person = %1$s.person and g.left_out_on is not null) then 'LEFT_OUT'
                    when exists (select from enrolment.submission b where b.fund = :fund and b.id = %1$s.submission
                        and b.closed_on is not null) then 'PLAN_CLOSED' else 'AWAITING' end""".formatted(line);
    }

    /**
     * A cover that may stand in the way of another, or be continued by it; or what is on a bill and never begins. {@code alone} is
     * what somebody took without a roster.
     */
    record Held(
            PersonId person,
            PlanCode plan,
            UnitId unit,
            @Nullable DraftId draft,
            int row,
            Cover.State state,
            boolean alone,
            LocalDate ends) {
        boolean awaiting() {
            return state == Cover.State.AWAITING;
        }

        boolean notBegun() {
            return state.isNotBegun();
        }
    }

    /**
     * Covers of these people that are awaited, or end on this day or later. They are many thousands: hidden from the planner, and looked for
     * before anything is joined, they are found by one walk through the key of each table, whatever its figures were made from. Of many
     * people, submissions before the first one that still covers anybody are passed over in the key.
     */
    List<Held> held(FundId fund, Collection<PersonId> people, LocalDate endsFrom) {
        return jdbc.sql("""
                        select h.person, h.plan, s.unit, s.draft, s.kind = 'SELF' as alone, h.row_number, h.ends,
                            case when h.awaiting then %s else 'ACTIVE' end as state
                        from (
                            select person, plan, submission, row_number, false as awaiting, upper(cover) as ends
                            from enrolment.cover
                            where fund = :fund and person = any(array(select unnest(:people::bigint[])))
                              and submission >= case when cardinality(:people::bigint[]) < :many then 0 else (
                                  select min(id) from (
                                      select id from enrolment.submission
                                      where fund = :fund and covers_until >= :endsFrom offset 0) covering) end
                              and state = 'ACTIVE' and upper(cover) >= :endsFrom
                            union all
                            select a.person, w.plan, a.submission, a.row_number, true, null
                            from (
                                select person, submission, row_number, choice from enrolment.awaited
                                where fund = :fund and person = any(array(select unnest(:people::bigint[])))
                                offset 0) a
                            join enrolment.choice w on w.fund = :fund and w.submission = a.submission and w.no = a.choice
                            offset 0) h
                        join enrolment.submission s on s.fund = :fund and s.id = h.submission
                        order by h.person, h.ends
                        """.formatted(awaited("h")))
                .param("fund", fund.code())
                .param("people", ids(people))
                .param("endsFrom", endsFrom)
                .param("many", MANY)
                .query((row, n) -> held(row))
                .list();
    }

    private static Held held(ResultSet row) throws SQLException {
        LocalDate ends = row.getObject("ends", LocalDate.class);
        return new Held(
                new PersonId(row.getLong("person")),
                new PlanCode(row.getString("plan")),
                new UnitId(row.getLong("unit")),
                Optional.ofNullable(row.getObject("draft", Long.class))
                        .map(DraftId::new)
                        .orElse(null),
                row.getInt("row_number"),
                Cover.State.valueOf(row.getString("state")),
                row.getBoolean("alone"),
                ends == null ? LocalDate.MAX : ends);
    }

    /** People of units with a term that ends inside the window, both days included, by person; found by the paths of their submissions. */
    List<PersonId> ending(FundId fund, Collection<UnitId> units, LocalDate first, LocalDate last) {
        return jdbc.sql("""
                        select distinct c.person
                        from enrolment.submission s join enrolment.cover c on c.fund = s.fund and c.submission = s.id
                        where s.fund = :fund and s.unit = any(:units)
                          and s.unit_path = any(array(select path from organisation.unit where fund = :fund and id = any(:units)))
                          and c.state = 'ACTIVE' and upper(c.cover) between :first and :last
                        order by c.person
                        """)
                .param("fund", fund.code())
                .param("units", units.stream().map(UnitId::value).toArray(Long[]::new))
                .param("first", first)
                .param("last", last)
                .query((row, n) -> new PersonId(row.getLong(1)))
                .list();
    }

    Trips.Rows<Cover> of(Trip trip, FundId fund, PersonId person) {
        return trip.shared("fund", fund.code())
                .with("holder", person.value())
                .ask(OF_A_PERSON + LATEST_FIRST, (row, n) -> cover(row));
    }

    Trips.Rows<Cover> standing(Trip trip, FundId fund, PersonId person, LocalDate day) {
        return trip.shared("fund", fund.code())
                .shared("holder", person.value())
                .with("standingOn", day)
                .ask(
                        OF_A_PERSON + "and (cover is null or upper(cover) > :standingOn)" + LATEST_FIRST,
                        (row, n) -> cover(row));
    }

    /** Those that ended by a day, below a place, the latest first. */
    Trips.Rows<Cover> past(Trip trip, Covers.Past past, Place below, int most) {
        return trip.shared("fund", past.fund().code())
                .shared("holder", past.person().value())
                .with("endedBy", past.day())
                .with("belowEnd", LocalDate.ofEpochDay(below.first()))
                .with("belowCover", below.id())
                .with("mostCovers", most)
                .ask(OF_A_PERSON + """
                        and upper(cover) <= :endedBy and (upper(cover), id) < (:belowEnd, :belowCover)
                        order by upper(cover) desc, id desc limit :mostCovers
                        """, (row, n) -> cover(row));
    }

    Trips.Rows<Cover> inForce(Trip trip, FundId fund, Collection<Covers.On> asked) {
        return trip.shared("fund", fund.code())
                .with("covered", asked.stream().map(on -> on.person().value()).toArray(Long[]::new))
                .with("coveredOn", asked.stream().map(on -> on.day().toString()).toArray(String[]::new))
                .ask(COVER + """
                        where fund = :fund and person = any(:covered::bigint[]) and state = 'ACTIVE' and exists (
                            select from unnest(:covered::bigint[], :coveredOn::date[]) as a (holder, day)
                            where a.holder = person and cover @> a.day)
                        order by person, plan
                        """, (row, n) -> cover(row));
    }

    /** Whether the latest unit is one that still awaits its fee, or such a one only where no cover has begun. */
    enum Latest {
        ENROLLED,
        BEGUN
    }

    /** The latest unit of each of these people inside the territory. */
    Map<PersonId, UnitId> unitsWithin(Scope scope, Collection<PersonId> people, Latest latest) {
        Map<PersonId, UnitId> units = new LinkedHashMap<>();
        jdbc.sql("""
                        select distinct on (person) person, unit from enrolment.enrolled
                        where fund = :fund and person = any(:people) and state <> 'CANCELLED'
                          and unit_path >= :from and unit_path < :upTo
                        order by person, :begun and state = 'AWAITING', submission desc
                        """)
                .params(scope.params())
                .param("begun", latest == Latest.BEGUN)
                .param("people", ids(people))
                .query(row -> {
                    units.put(new PersonId(row.getLong("person")), new UnitId(row.getLong("unit")));
                });
        return units;
    }

    /** The latest unit of each of these people inside the territory through which a cover runs, or ended after this day. */
    Map<PersonId, UnitId> unitsServing(Scope scope, Collection<PersonId> people, LocalDate endedAfter) {
        Map<PersonId, UnitId> units = new LinkedHashMap<>();
        jdbc.sql("""
                        select distinct on (person) person, unit from enrolment.cover
                        where fund = :fund and person = any(:people) and state = 'ACTIVE' and upper(cover) > :endedAfter
                          and unit_path >= :from and unit_path < :upTo
                        order by person, submission desc
                        """)
                .params(scope.params())
                .param("people", ids(people))
                .param("endedAfter", endedAfter)
                .query(row -> {
                    units.put(new PersonId(row.getLong("person")), new UnitId(row.getLong("unit")));
                });
        return units;
    }

    /** Those of these people of whom a cover through the unit has begun, whether or not it runs. */
    Set<PersonId> begun(Scope scope, UnitId unit, Collection<PersonId> people) {
        return Set.copyOf(jdbc.sql("""
                        select distinct person from enrolment.cover
                        where fund = :fund and person = any(:people) and state = 'ACTIVE' and unit = :unit
                          and unit_path >= :from and unit_path < :upTo
                        """)
                .params(scope.params())
                .param("people", ids(people))
                .param("unit", unit.value())
                .query((row, n) -> new PersonId(row.getLong("person")))
                .list());
    }

    /** Those of whom another unit than that of the roster is the own one, see {@link OwnPeople}. */
    Set<InRoster> ofOtherUnits(FundId fund, List<InRoster> people, LocalDate today) {
        return Set.copyOf(jdbc.sql("""
                        select distinct r.person, r.unit from unnest(:people::bigint[], :units::bigint[]) as r (person, unit)
                        join (select k.person, k.unit, k.cover from enrolment.cover k
                              join enrolment.submission s on s.fund = k.fund and s.id = k.submission and s.kind <> 'SELF'
                              where k.fund = :fund and k.person = any(:people::bigint[]) and k.state = 'ACTIVE' offset 0) c
                          on c.person = r.person and c.unit <> r.unit
                        where upper(c.cover) > :today or not exists (
                            select from enrolment.cover own
                            join enrolment.submission s on s.fund = own.fund and s.id = own.submission and s.kind <> 'SELF'
                            where own.fund = :fund and own.person = r.person and own.unit = r.unit and own.state = 'ACTIVE')
                        """)
                .param("fund", fund.code())
                .param(
                        "people",
                        people.stream().map(each -> each.person().value()).toArray(Long[]::new))
                .param("units", people.stream().map(each -> each.unit().value()).toArray(Long[]::new))
                .param("today", today)
                .query((row, n) -> new InRoster(new PersonId(row.getLong("person")), new UnitId(row.getLong("unit"))))
                .list());
    }

    /** Those of these people who are or were covered by a roster; one that awaits its fee counts for nobody. */
    Set<PersonId> byRoster(FundId fund, Collection<PersonId> people) {
        return Set.copyOf(jdbc.sql("""
                        select distinct c.person from enrolment.cover c
                        join enrolment.submission s on s.fund = c.fund and s.id = c.submission and s.kind <> 'SELF'
                        where c.fund = :fund and c.person = any(:people) and c.state = 'ACTIVE'
                        """)
                .param("fund", fund.code())
                .param("people", ids(people))
                .query((row, n) -> new PersonId(row.getLong("person")))
                .list());
    }

    Optional<Cover> find(Scope scope, CoverId id) {
        return jdbc.sql(COVER + "where fund = :fund and id = :id and unit_path >= :from and unit_path < :upTo")
                .params(scope.params())
                .param("id", id.value())
                .query((row, n) -> cover(row))
                .optional();
    }

    List<Cover> all(FundId fund, Collection<CoverId> ids) {
        return jdbc.sql(COVER + "where fund = :fund and id = any(:ids)")
                .param("fund", fund.code())
                .param("ids", ids.stream().map(CoverId::value).distinct().toArray(Long[]::new))
                .query((row, n) -> cover(row))
                .list();
    }

    Money fees(FundId fund, PlanCode plan) {
        return Money.ofFen(jdbc.sql("""
                        select coalesce(sum(fee_fen), 0)::bigint from enrolment.cover
                        where fund = :fund and plan = :plan and state = 'ACTIVE'
                        """)
                .param("fund", fund.code())
                .param("plan", plan.value())
                .query(Long.class)
                .single());
    }

    List<Covers.Charged> charged(FundId fund, PlanCode plan) {
        return jdbc.sql("""
                        select edition, units, count(*) as covers, sum(fee_fen)::bigint as fen from enrolment.cover
                        where fund = :fund and plan = :plan and state = 'ACTIVE' group by edition, units
                        """)
                .param("fund", fund.code())
                .param("plan", plan.value())
                .query((row, n) -> new Covers.Charged(
                        row.getString("edition"),
                        row.getInt("units"),
                        row.getLong("covers"),
                        Money.ofFen(row.getLong("fen"))))
                .list();
    }

    private static Cover cover(ResultSet row) throws SQLException {
        LocalDate starts = row.getObject("starts", LocalDate.class);
        Cover.Period period = starts == null
                ? null
                : new Cover.Period(
                        new DateRange(starts, row.getObject("ends", LocalDate.class)),
                        row.getObject("first_joined", LocalDate.class),
                        row.getObject("continuous_since", LocalDate.class),
                        row.getObject("waiting_until", LocalDate.class));
        Long id = row.getObject("id", Long.class);
        return new Cover(
                id == null ? null : new CoverId(id),
                new PersonId(row.getLong("person")),
                new PlanCode(row.getString("plan")),
                row.getString("edition"),
                row.getInt("units"),
                new UnitId(row.getLong("unit")),
                row.getString("unit_path"),
                new SubmissionId(row.getLong("submission")),
                Money.ofFen(row.getLong("fee_fen")),
                Cover.State.valueOf(row.getString("state")),
                period);
    }

    private static Long[] ids(Collection<PersonId> people) {
        return people.stream().map(PersonId::value).toArray(Long[]::new);
    }
}

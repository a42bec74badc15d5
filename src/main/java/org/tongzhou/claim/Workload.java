package org.tongzhou.claim;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.database.Trips;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.DayPlace;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Slice;
import org.tongzhou.kernel.WorkingDays;

/** What lies where in a territory, and how long it takes: by level, and by reviewer. */
@Component
public class Workload {
    /** Decisions this old no longer say how long it takes today. */
    private static final Duration LOOK_BACK = Duration.ofDays(90);

    private static final int PAGE_LATE = 100;

    private final JdbcClient jdbc;
    private final WorkingDays calendar;

    Workload(JdbcClient jdbc, WorkingDays calendar) {
        this.jdbc = jdbc;
        this.calendar = calendar;
    }

    /** One level: open, of these due today and overdue, waiting for papers; median working days of its decisions. */
    public record OfLevel(Level level, int open, int dueToday, int overdue, int papers, OptionalInt medianDays) {}

    /** One reviewer at a level: claims open on their desk now, of these due today and overdue, decided in 90 days, median days. */
    public record OfReviewer(
            PersonId person,
            String name,
            Level level,
            int open,
            int dueToday,
            int overdue,
            int decided,
            OptionalInt medianDays) {}

    /**
     * A claim whose promised day is past, and when its member last reminded of it; without a level where the rules should have
     * paid it by themselves and could not.
     */
    public record Late(
            ClaimId id,
            String number,
            @Nullable Level level,
            String unitPath,
            LocalDate dueOn,
            @Nullable LocalDate urgedOn) {}

    /** All of one moment; of the late ones a page, the oldest first, 100 at a time. */
    public record Lying(List<OfLevel> levels, List<OfReviewer> reviewers, Slice<Late> late) {
        public Lying {
            levels = List.copyOf(levels);
            reviewers = List.copyOf(reviewers);
        }
    }

    @Transactional(readOnly = true)
    public Lying lying(Actor actor, Instant now, @Nullable String after) {
        actor.require(Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCE_REVIEWER, Role.MANAGER, Role.AUDITOR);
        jdbc.sql(Trips.BY_TERRITORY).query(row -> {});
        List<Decided> decided = decided(actor, now);
        LocalDate today = FundClock.dayOf(now);
        return new Lying(
                levels(actor, today, decided),
                reviewers(actor, now, decided),
                late(actor, today, DayPlace.above(after)));
    }

    private Slice<Late> late(Actor actor, LocalDate today, DayPlace above) {
        List<Late> late = bind(actor, """
                        select * from (select c.id, c.number, c.level, c.unit_path, c.due_on, (select max(u.at) from claim.step u
                            where u.fund = c.fund and u.claim = c.id and u.verb = 'URGED') as urged
                        from claim.claim c
                        where c.fund = :fund and c.unit_path >= :from and c.unit_path < :upTo
                            and c.state in ('REVIEW', 'REFUSAL_PROPOSED') and c.due_on < :today
                        union all
                        select c.id, c.number, null, c.unit_path, a.pay_on, null
                        from claim.announcement a join claim.claim c on c.fund = a.fund and c.id = a.claim
                        where a.fund = :fund and a.settled_at is null and a.pay_on < :today
                            and c.unit_path >= :from and c.unit_path < :upTo
                        ) l where (due_on, id) > (:day, :id) order by due_on, id limit :most
                        """)
                .param("today", today)
                .param("day", above.day())
                .param("id", above.id())
                .param("most", PAGE_LATE + 1)
                .query((row, n) -> new Late(
                        new ClaimId(row.getLong("id")),
                        row.getString("number"),
                        Optional.ofNullable(row.getString("level"))
                                .map(Level::valueOf)
                                .orElse(null),
                        row.getString("unit_path"),
                        row.getObject("due_on", LocalDate.class),
                        Optional.ofNullable(row.getTimestamp("urged"))
                                .map(at -> FundClock.dayOf(at.toInstant()))
                                .orElse(null)))
                .list();
        return Slice.of(
                late, PAGE_LATE, one -> new DayPlace(one.dueOn(), one.id().value()).key());
    }

    /** Decisions: who made them where, the working days since the claims came to them, and how many they are. */
    private record Decided(PersonId person, String name, Level level, int days, int many) {}

    private List<OfLevel> levels(Actor actor, LocalDate today, List<Decided> decided) {
        Map<Level, OfLevel> rows = new TreeMap<>();
        bind(actor, """
                        select level, count(*) filter (where state <> 'SUPPLEMENT') as open,
                            count(*) filter (where due_on = :today) as due, count(*) filter (where due_on < :today) as over,
                            count(*) filter (where state = 'SUPPLEMENT') as papers
                        from claim.claim
                        where fund = :fund and level in ('COUNTY', 'CITY', 'PROVINCE')
                            and unit_path >= :from and unit_path < :upTo
                            and state in ('REVIEW', 'REFUSAL_PROPOSED', 'SUPPLEMENT')
                        group by level
                        """).param("today", today).query(row -> {
            Level level = Level.valueOf(row.getString("level"));
            OptionalInt median = median(decided, one -> one.level() == level);
            rows.put(
                    level,
                    new OfLevel(
                            level,
                            row.getInt("open"),
                            row.getInt("due"),
                            row.getInt("over"),
                            row.getInt("papers"),
                            median));
        });
        for (Level level : List.of(Level.COUNTY, Level.CITY, Level.PROVINCE)) {
            rows.computeIfAbsent(
                    level, none -> new OfLevel(none, 0, 0, 0, 0, median(decided, one -> one.level() == none)));
        }
        return List.copyOf(rows.values());
    }

    /** Who decided something, or has something on the desk. */
    private record Key(PersonId person, Level level) {}

    /** What somebody has reserved: all, due today, overdue. */
    private record Load(String name, int open, int due, int over) {
        static final Load EMPTY = new Load("", 0, 0, 0);
    }

    private List<OfReviewer> reviewers(Actor actor, Instant now, List<Decided> decided) {
        Map<Key, Load> loads = loads(actor, now);
        Map<Key, List<Decided>> work =
                decided.stream().collect(Collectors.groupingBy(one -> new Key(one.person(), one.level())));
        List<Key> keys = new ArrayList<>(work.keySet());
        loads.keySet().stream().filter(key -> !work.containsKey(key)).forEach(keys::add);
        return keys.stream()
                .map(key -> row(key, loads.getOrDefault(key, Load.EMPTY), work.getOrDefault(key, List.of())))
                .sorted(Comparator.comparing(OfReviewer::level)
                        .thenComparing(OfReviewer::decided, Comparator.reverseOrder())
                        .thenComparing(one -> one.person().value()))
                .toList();
    }

    private static OfReviewer row(Key key, Load load, List<Decided> work) {
        String name = work.isEmpty() ? load.name() : work.get(work.size() - 1).name();
        return new OfReviewer(
                key.person(),
                name,
                key.level(),
                load.open(),
                load.due(),
                load.over(),
                work.stream().mapToInt(Decided::many).sum(),
                median(work, one -> true));
    }

    private Map<Key, Load> loads(Actor actor, Instant now) {
        Map<Key, Load> loads = new java.util.HashMap<>();
        bind(actor, """
                        select locked_by, level, count(*) as open, count(*) filter (where due_on = :today) as due,
                            count(*) filter (where due_on < :today) as over
                        from claim.claim
                        where fund = :fund and unit_path >= :from and unit_path < :upTo and locked_until > :now
                            and state in ('REVIEW', 'REFUSAL_PROPOSED')
                        group by locked_by, level
                        """)
                .param("today", FundClock.dayOf(now))
                .param("now", Timestamp.from(now))
                .query(row -> {
                    loads.put(
                            new Key(new PersonId(row.getLong("locked_by")), Level.valueOf(row.getString("level"))),
                            new Load("", row.getInt("open"), row.getInt("due"), row.getInt("over")));
                });
        return loads;
    }

    /** A step stands at the level it led to; the one before it tells where it was made, and since when it waited there. */
    private List<Decided> decided(Actor actor, Instant now) {
        return bind(actor, """
                        select person, (array_agg(actor_name order by id desc))[1] as actor_name, came_level,
                            (came_at at time zone 'Asia/Shanghai')::date as came_on,
                            (at at time zone 'Asia/Shanghai')::date as decided_on, count(*) as many
                        from (
                            select s.person, s.actor_name, s.at, s.deciding, s.id,
                                lag(s.level) over claims as came_level, lag(s.at) over claims as came_at
                            from claim.step s join claim.claim c on c.fund = s.fund and c.id = s.claim
                            where s.fund = :fund and c.unit_path >= :from and c.unit_path < :upTo
                                and s.verb not in ('TAKEN_OVER', 'URGED', 'FACT_CONFIRMED', 'CLASS_CONFIRMED',
                                    'GRADE_CONFIRMED', 'SIGN_LOOKED_AT')
                                and exists (select 1 from claim.step d
                                    where d.fund = s.fund and d.claim = s.claim and d.deciding and d.at >= :since)
                            window claims as (partition by s.claim order by s.id)) w
                        where deciding and came_at is not null and at >= :since and person is not null
                        group by person, came_level, came_on, decided_on order by max(id)
                        """)
                .param("since", Timestamp.from(now.minus(LOOK_BACK)))
                .query((row, n) -> new Decided(
                        new PersonId(row.getLong("person")),
                        row.getString("actor_name"),
                        Level.valueOf(row.getString("came_level")),
                        calendar.between(
                                row.getObject("came_on", LocalDate.class),
                                row.getObject("decided_on", LocalDate.class)),
                        row.getInt("many")))
                .list();
    }

    private static OptionalInt median(List<Decided> decided, java.util.function.Predicate<Decided> which) {
        TreeMap<Integer, Integer> byDays = decided.stream()
                .filter(which)
                .collect(Collectors.toMap(Decided::days, Decided::many, Integer::sum, TreeMap::new));
        int before = (byDays.values().stream().mapToInt(Integer::intValue).sum() - 1) / 2;
        for (Map.Entry<Integer, Integer> days : byDays.entrySet()) {
            before -= days.getValue();
            if (before < 0) {
                return OptionalInt.of(days.getKey());
            }
        }
        return OptionalInt.empty();
    }

    private JdbcClient.StatementSpec bind(Actor actor, String sql) {
        return jdbc.sql(sql).params(actor.scope().params());
    }
}

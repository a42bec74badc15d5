package org.tongzhou;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.access.SitesAtWork;
import org.tongzhou.backup.Marker;
import org.tongzhou.kernel.Refusal;

/** Brings every room's schema up to date, lower rooms first, so that foreign keys only ever point down. */
public final class RoomMigrations {
    /**
     * Each may have a folder {@code db/migration/<room>}; a test holds this list against the folders. A room that is given up
     * stays in it, or its history would be taken for a newer program's.
     */
    static final List<String> ORDER = List.of(
            "audit",
            "ledger",
            "organisation",
            "person",
            "document",
            "notice",
            "access",
            "catalogue",
            "payment",
            "recovery",
            "enrolment",
            "contribution",
            "gig",
            "claim",
            "hospital",
            "reporting",
            "demo");

    private static final Set<MigrationState> NEWER =
            Set.of(MigrationState.FUTURE_SUCCESS, MigrationState.FUTURE_FAILED);

    private RoomMigrations() {}

    /**
     * Refuses {@code restore_broke_off}; {@code database_newer}, since an older program would write what the newer schema no
     * longer means; {@code database_differs}, made by steps that are not ours; {@code sites_at_work}, since a site would go on with
     * a schema that is no longer its own.
     */
    public static void run(DataSource source) {
        JdbcClient jdbc = JdbcClient.create(source);
        List<Flyway> rooms = requireOurs(jdbc, source);
        // Asked again afterwards: the site that is seen may be the one that has upgraded it meanwhile.
        if (isBehind(rooms) && SitesAtWork.see(jdbc) && isBehind(rooms)) {
            throw Refusal.conflict("sites_at_work");
        }
        rooms.forEach(Flyway::migrate);
    }

    /** For who would not upgrade: refuses {@code restore_broke_off}, {@code database_newer}, {@code database_differs} and {@code database_older}. */
    public static void requireCurrent(DataSource source) {
        List<Flyway> rooms = requireOurs(JdbcClient.create(source), source);
        List<String> missing = rooms.stream()
                .filter(RoomMigrations::isBehind)
                .map(room -> room.getConfiguration().getTable())
                .toList();
        if (!missing.isEmpty()) {
            throw Refusal.conflict("database_older", String.join(", ", missing));
        }
    }

    /** The rooms of a whole database that this program's steps have made, as far as they go. */
    private static List<Flyway> requireOurs(JdbcClient jdbc, DataSource source) {
        requireWhole(jdbc);
        List<Flyway> rooms = rooms(source);
        requireNoneNewer(jdbc, rooms);
        requireSameSteps(rooms);
        return rooms;
    }

    /** Refuses {@code restore_broke_off}. */
    static void requireWhole(JdbcClient jdbc) {
        if (Marker.stands(jdbc)) {
            throw Refusal.conflict("restore_broke_off");
        }
    }

    private static List<Flyway> rooms(DataSource source) {
        return ORDER.stream()
                .flatMap(room -> room(source, room, "latest").stream())
                .toList();
    }

    private static boolean isBehind(List<Flyway> rooms) {
        return rooms.stream().anyMatch(RoomMigrations::isBehind);
    }

    private static boolean isBehind(Flyway room) {
        return room.info().pending().length > 0;
    }

    private static void requireNoneNewer(JdbcClient jdbc, List<Flyway> rooms) {
        List<String> unknown = Stream.concat(
                        newerRooms(jdbc).stream(), rooms.stream().flatMap(RoomMigrations::newer))
                .toList();
        if (!unknown.isEmpty()) {
            throw Refusal.conflict("database_newer", String.join(", ", unknown));
        }
    }

    private static Stream<String> newer(Flyway room) {
        return named(room, migration -> NEWER.contains(migration.getState()));
    }

    private static Stream<String> named(Flyway room, Predicate<MigrationInfo> which) {
        return Stream.of(room.info().all())
                .filter(which)
                .map(migration -> room.getConfiguration().getTable() + " " + migration.getVersion());
    }

    /** Histories of rooms that this program has never had. */
    private static List<String> newerRooms(JdbcClient jdbc) {
        return jdbc.sql("""
                        select tablename from pg_tables
                        where schemaname = current_schema() and tablename like 'flyway\\_%' and tablename <> all (:ours::text[])
                        order by tablename""")
                .param("ours", ORDER.stream().map(RoomMigrations::history).toArray(String[]::new))
                .query(String.class)
                .list();
    }

    private static String history(String room) {
        return "flyway_" + room;
    }

    /** Said before any room is upgraded, and not when it comes to the room that differs. */
    private static void requireSameSteps(List<Flyway> rooms) {
        List<String> others = rooms.stream()
                .flatMap(room -> named(room, step -> step.isApplied() && !step.isChecksumMatching()))
                .toList();
        if (!others.isEmpty()) {
            throw Refusal.conflict("database_differs", String.join(", ", others));
        }
    }

    /** Makes the schemas at the versions given, room by room, leaving out rooms without one; all at their latest when none is given. */
    public static void make(DataSource source, Map<String, String> versions) {
        if (versions.isEmpty()) {
            run(source);
        }
        ORDER.stream()
                .filter(versions::containsKey)
                .flatMap(room -> room(source, room, Objects.requireNonNull(versions.get(room))).stream())
                .forEach(Flyway::migrate);
    }

    private static Optional<Flyway> room(DataSource source, String room, String version) {
        String location = "db/migration/" + room;
        return RoomMigrations.class.getClassLoader().getResource(location) == null
                ? Optional.empty()
                : Optional.of(Flyway.configure()
                        .dataSource(source)
                        .locations("classpath:" + location)
                        .table(history(room))
                        .baselineOnMigrate(true)
                        .baselineVersion("0")
                        .target(version)
                        .load());
    }
}

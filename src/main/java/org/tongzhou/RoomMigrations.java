package org.tongzhou;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.backup.Marker;
import org.tongzhou.kernel.Refusal;

/** Brings every room's schema up to date, lower rooms first, so that foreign keys only ever point down. */
public final class RoomMigrations {
    /** Each may have a folder {@code db/migration/<room>}; a test holds this list against the folders. */
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

    private RoomMigrations() {}

    public static void run(DataSource source) {
        if (Marker.stands(JdbcClient.create(source))) {
            throw Refusal.conflict("restore_broke_off");
        }
        ORDER.forEach(room -> migrate(source, room, "latest"));
    }

    /** Makes the schemas at the versions given, room by room, leaving out rooms without one; all at their latest when none is given. */
    public static void make(DataSource source, Map<String, String> versions) {
        if (versions.isEmpty()) {
            run(source);
        }
        ORDER.stream()
                .filter(versions::containsKey)
                .forEach(room -> migrate(source, room, Objects.requireNonNull(versions.get(room))));
    }

    private static void migrate(DataSource source, String room, String version) {
        String location = "db/migration/" + room;
        if (RoomMigrations.class.getClassLoader().getResource(location) != null) {
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:" + location)
                    .table("flyway_" + room)
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .target(version)
                    .load()
                    .migrate();
        }
    }
}

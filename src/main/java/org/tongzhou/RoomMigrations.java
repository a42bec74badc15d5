package org.tongzhou;

import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

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
            "enrolment",
            "contribution",
            "claim",
            "reporting",
            "demo");

    private RoomMigrations() {}

    public static void run(DataSource source) {
        for (String room : ORDER) {
            String location = "db/migration/" + room;
            if (RoomMigrations.class.getClassLoader().getResource(location) != null) {
                Flyway.configure()
                        .dataSource(source)
                        .locations("classpath:" + location)
                        .table("flyway_" + room)
                        .baselineOnMigrate(true)
                        .baselineVersion("0")
                        .load()
                        .migrate();
            }
        }
    }
}

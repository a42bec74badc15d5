package org.tongzhou;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;

/** The database of an earlier version. */
final class OlderRooms {
    private OlderRooms() {}

    /** As it was when a room had so many of its migrations: those that the room stands on are the newest, what stands on it is not there. */
    static void make(DataSource source, String room, String version) {
        Map<String, String> before = new LinkedHashMap<>();
        RoomMigrations.ORDER
                .subList(0, RoomMigrations.ORDER.indexOf(room))
                .forEach(ground -> before.put(ground, "latest"));
        before.put(room, version);
        RoomMigrations.make(source, before);
    }
}

package org.tongzhou.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.testing.RoomTest;

@RoomTest
class TripsTest {
    @Autowired
    Trips trips;

    /** Also without a transaction, and nothing of it stays with the connection. */
    @Test
    void aTerritoryIsPlannedForItselfInItsOwnTripAlone() {
        Trip territory = trips.trip().run(Trips.BY_TERRITORY);
        Rows<String> planned = mode(territory);
        territory.go();
        assertThat(planned.list()).containsExactly("force_custom_plan");
        Trip next = trips.trip();
        Rows<String> after = mode(next);
        next.go();
        assertThat(after.list()).containsExactly("auto");
    }

    private static Rows<String> mode(Trip trip) {
        return trip.ask("select current_setting('plan_cache_mode')", (row, n) -> row.getString(1));
    }
}

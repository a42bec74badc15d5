package org.tongzhou.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.database.Trips.Rows;
import org.tongzhou.database.Trips.Trip;
import org.tongzhou.testing.RoomTest;

@RoomTest
class TripsTest {
    @Autowired
    Trips trips;

    @Autowired
    TransactionTemplate transaction;

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

    @Test
    void soIsATerritoryThatHasAnIndexWhateverItsWidth() {
        Trip territory = trips.trip().run(Trips.KEPT_PLANS);
        Rows<String> planned = mode(territory);
        territory.go();
        assertThat(planned.list()).containsExactly("force_generic_plan");
        assertThat(now()).isEqualTo("auto");
    }

    /** Said for a transaction, in which the next user of the connection has no part. */
    @ParameterizedTest
    @ValueSource(strings = {Trips.BY_KEYS, Trips.KEPT_PLANS, Trips.BY_TERRITORY})
    void howATransactionIsPlannedEndsWithItHoweverItEnds(String said) {
        for (boolean undone : List.of(false, true)) {
            Integer connection = transaction.execute(status -> {
                trips.trip().run(said).go();
                assertThat(now()).startsWith("force_");
                if (undone) {
                    status.setRollbackOnly();
                }
                return pid();
            });
            assertThat(now()).isEqualTo("auto");
            assertThat(pid()).as("the same connection").isEqualTo(connection);
        }
    }

    /** A text that is known again takes the values of its own trip, in the order of its own places. */
    @Test
    void tripsOfOneTextHaveEachTheirOwnValues() {
        for (String value : List.of("first", "second")) {
            Trip trip = trips.trip().with("a", value).with("b", value + " too");
            Rows<String> answer =
                    trip.ask("select :b || ', ' || :a || ', ' || :b as said", (row, n) -> row.getString(1));
            trip.go();
            assertThat(answer.list()).containsExactly(value + " too, " + value + ", " + value + " too");
        }
    }

    @Test
    void aNameWithoutAValueIsSaid() {
        Trip trip = trips.trip().with("given", null).run("select :given::text, :forgotten::text");
        assertThatThrownBy(trip::go).hasMessageContaining("no value for forgotten");
    }

    private String now() {
        Trip trip = trips.trip();
        Rows<String> mode = mode(trip);
        trip.go();
        return mode.list().get(0);
    }

    private int pid() {
        Trip trip = trips.trip();
        Rows<Integer> pid = trip.ask("select pg_backend_pid()", (row, n) -> row.getInt(1));
        trip.go();
        return pid.list().get(0);
    }

    private static Rows<String> mode(Trip trip) {
        return trip.ask("select current_setting('plan_cache_mode')", (row, n) -> row.getString(1));
    }
}

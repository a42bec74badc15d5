package org.tongzhou.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tongzhou.testing.TestDatabase;

class LanesTest {
    /** The pool would have given up only after ten seconds. */
    @Test
    @Timeout(8)
    void whoOnlyLooksDoesNotWaitForWorkThatKeepsEveryConnection() throws SQLException {
        DatabaseSettings settings = TestDatabase.fresh();
        try (Lanes lanes = Lanes.open(settings, settings.url(), settings.user(), settings.password())) {
            takeAll(lanes, settings.poolSize());
            try (Lanes.Look look = Lanes.look();
                    Connection connection = lanes.getConnection()) {
                assertThat(connection.isValid(5)).isTrue();
            }
        }
    }

    private static void takeAll(Lanes lanes, int connections) throws SQLException {
        for (int i = 0; i < connections; i++) {
            lanes.getConnection();
        }
    }
}

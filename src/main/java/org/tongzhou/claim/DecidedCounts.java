package org.tongzhou.claim;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.database.MarkedCounts;

/** Claims that were decided, by county, year and the working days they took, as {@code v_decided} publishes them. */
@Component
class DecidedCounts extends MarkedCounts {
    DecidedCounts(JdbcClient jdbc) {
        super(jdbc, "claim", "decided");
    }
}

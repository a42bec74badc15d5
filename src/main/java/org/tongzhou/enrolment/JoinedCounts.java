package org.tongzhou.enrolment;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.database.MarkedCounts;

/** Who joined, by county, year and month, as {@code v_joined} publishes it. */
@Component
class JoinedCounts extends MarkedCounts {
    JoinedCounts(JdbcClient jdbc) {
        super(jdbc, "enrolment", "joined");
    }
}

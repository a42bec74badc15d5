package org.tongzhou.payment;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.database.MarkedCounts;

/** Benefits paid, by county, year, month and plan, as {@code v_paid_by_month} publishes them. */
@Component
class PaidCounts extends MarkedCounts {
    PaidCounts(JdbcClient jdbc) {
        super(jdbc, "payment", "paid");
    }
}

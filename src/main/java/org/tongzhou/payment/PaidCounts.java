package org.tongzhou.payment;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.CountedAhead;
import org.tongzhou.kernel.FundId;

/** Benefits paid, by county, year, month and plan, as {@code v_paid_by_month} publishes them. */
@Component
class PaidCounts implements CountedAhead {
    private final JdbcClient jdbc;

    PaidCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "payment.paid";
    }

    @Override
    public boolean countOne(FundId fund) {
        return jdbc.sql("select payment.count_paid(:fund)")
                .param("fund", fund.code())
                .query(Boolean.class)
                .single();
    }
}

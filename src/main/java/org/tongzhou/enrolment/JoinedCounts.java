package org.tongzhou.enrolment;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.CountedAhead;
import org.tongzhou.kernel.FundId;

/** Who joined, by county, year and month, as {@code v_joined} publishes it. */
@Component
class JoinedCounts implements CountedAhead {
    private final JdbcClient jdbc;

    JoinedCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "enrolment.joined";
    }

    @Override
    public boolean countOne(FundId fund) {
        return jdbc.sql("select enrolment.count_joined(:fund)")
                .param("fund", fund.code())
                .query(Boolean.class)
                .single();
    }
}

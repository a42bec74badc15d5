package org.tongzhou.claim;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.CountedAhead;
import org.tongzhou.kernel.FundId;

/** Claims that were decided, by county, year and the working days they took, as {@code v_decided} publishes them. */
@Component
class DecidedCounts implements CountedAhead {
    private final JdbcClient jdbc;

    DecidedCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "claim.decided";
    }

    @Override
    public boolean countOne(FundId fund) {
        return jdbc.sql("select claim.count_decided(:fund)")
                .param("fund", fund.code())
                .query(Boolean.class)
                .single();
    }
}

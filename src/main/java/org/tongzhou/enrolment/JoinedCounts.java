package org.tongzhou.enrolment;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;

/**
 * Who joined, counted by county, year and month for the overview. Covers that change mark their county in the same
 * transaction; until it is counted anew, {@code v_joined} asks its covers themselves.
 */
@Component
public class JoinedCounts {
    private final JdbcClient jdbc;

    JoinedCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Counts every marked county anew, each in a transaction of its own; answers how many there were. */
    public int countMarked(FundId fund) {
        int counted = 0;
        while (countOne(fund)) {
            counted++;
        }
        return counted;
    }

    private boolean countOne(FundId fund) {
        return jdbc.sql("select enrolment.count_joined(:fund)")
                .param("fund", fund.code())
                .query(Boolean.class)
                .single();
    }
}

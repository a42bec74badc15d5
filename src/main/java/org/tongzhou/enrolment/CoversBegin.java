package org.tongzhou.enrolment;

import java.time.LocalDate;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Horizon;

/** A cover begins, or its waiting period is over. */
@Component
class CoversBegin implements Horizon {
    private final JdbcClient jdbc;

    CoversBegin(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<LocalDate> nextAfter(FundId fund, LocalDate today) {
        return jdbc.sql("""
                select min(day) from (
                    select lower(cover) as day from enrolment.cover where fund = :fund and lower(cover) > :today
                    union all
                    select waiting_until from enrolment.cover where fund = :fund and waiting_until > :today) days
                """)
                .param("fund", fund.code())
                .param("today", today)
                .query((row, number) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
                .single();
    }
}

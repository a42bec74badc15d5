package org.tongzhou.claim;

import java.time.LocalDate;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Horizon;

/** An answer to a member falls due. */
@Component
class AnswersFallDue implements Horizon {
    private final JdbcClient jdbc;

    AnswersFallDue(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<LocalDate> nextAfter(FundId fund, LocalDate today) {
        return jdbc.sql("""
                select min(due_on) from claim.claim
                where fund = :fund and due_on > :today and state in ('REVIEW', 'REFUSAL_PROPOSED')
                """)
                .param("fund", fund.code())
                .param("today", today)
                .query((row, number) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
                .single();
    }
}

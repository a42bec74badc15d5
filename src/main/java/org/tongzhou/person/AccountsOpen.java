package org.tongzhou.person;

import java.time.LocalDate;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Horizon;

/** A changed account may be paid from this day on. */
@Component
class AccountsOpen implements Horizon {
    private final JdbcClient jdbc;

    AccountsOpen(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<LocalDate> nextAfter(FundId fund, LocalDate today) {
        return jdbc.sql("""
                select min(open_from) from person.account_change
                where fund = :fund and state = 'CONFIRMED' and open_from > :today
                """)
                .param("fund", fund.code())
                .param("today", today)
                .query((row, number) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
                .single();
    }
}

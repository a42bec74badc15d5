package org.tongzhou.claim;

import java.time.LocalDate;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Horizon;

/** The next day on which something announced is paid without asking. */
@Component
class AnnouncementsFallDue implements Horizon {
    private final JdbcClient jdbc;

    AnnouncementsFallDue(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<LocalDate> nextAfter(FundId fund, LocalDate today) {
        return jdbc.sql("""
                select min(pay_on) from claim.announcement
                where fund = :fund and pay_on > :today and settled_at is null
                """)
                .param("fund", fund.code())
                .param("today", today)
                .query((row, number) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
                .single();
    }
}

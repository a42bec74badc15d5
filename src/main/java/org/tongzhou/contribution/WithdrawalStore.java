package org.tongzhou.contribution;

import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;

@Component
class WithdrawalStore {
    private final JdbcClient jdbc;

    WithdrawalStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record New(int people, Money amount, Money released, String reason, PersonId by) {}

    long insert(FundId fund, BillId bill, New withdrawal, Instant now) {
        return jdbc.sql("""
                        insert into contribution.withdrawal
                            (fund, bill, people, amount_fen, released_fen, reason, made_by, made_at)
                        values (:fund, :bill, :people, :amount, :released, :reason, :by, :at) returning id
                        """)
                .param("fund", fund.code())
                .param("bill", bill.value())
                .param("people", withdrawal.people())
                .param("amount", withdrawal.amount().fen())
                .param("released", withdrawal.released().fen())
                .param("reason", withdrawal.reason())
                .param("by", withdrawal.by().value())
                .param("at", Timestamp.from(now))
                .query(Long.class)
                .single();
    }
}

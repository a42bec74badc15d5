package org.tongzhou.payment;

import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.payment.AnswerStore.Raw;

/** Keeps beside the cursor of the bank's book where and why reading has stopped. */
@Component
class BookStopStore {
    private final JdbcClient jdbc;

    BookStopStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The first time stays, the reason is the newest; {@code unread} was kept as refused, null where there is no message. */
    void stopped(FundId fund, String why, @Nullable Raw unread, Instant now) {
        jdbc.sql("""
                        update payment.bank_cursor c
                        set stopped_at = coalesce(c.stopped_at, :at), stopped_why = :why, stopped_answer = a.id
                        from (select (select id from payment.answer
                            where fund = :fund and hash = :hash::bytea and outcome = 'REFUSED') as id) a
                        where c.fund = :fund and (c.stopped_why, c.stopped_answer) is distinct from (:why, a.id)
                        """)
                .param("fund", fund.code())
                .param("at", Ids.utc(now))
                .param("why", why)
                .param("hash", unread == null ? null : unread.hash(), Types.BINARY)
                .update();
    }

    void readOn(FundId fund) {
        jdbc.sql("""
                        update payment.bank_cursor set stopped_at = null, stopped_why = null, stopped_answer = null
                        where fund = :fund and stopped_at is not null
                        """).param("fund", fund.code()).update();
    }

    Optional<BookStop> find(FundId fund) {
        return jdbc.sql("""
                        select stopped_at, stopped_why, stopped_answer from payment.bank_cursor
                        where fund = :fund and stopped_at is not null
                        """)
                .param("fund", fund.code())
                .query((row, n) -> new BookStop(
                        row.getTimestamp("stopped_at").toInstant(),
                        row.getString("stopped_why"),
                        row.getObject("stopped_answer", Long.class)))
                .optional();
    }
}

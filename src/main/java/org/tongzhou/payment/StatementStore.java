package org.tongzhou.payment;

import java.time.LocalDate;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.payment.iso.AccountStatement;

/** The balances of our account as the bank states them, a row a day. */
@Component
class StatementStore {
    private final JdbcClient jdbc;

    StatementStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False when the day has balances already that are others. */
    boolean insert(FundId fund, AccountStatement statement, long answer) {
        jdbc.sql("""
                        insert into payment.bank_statement (fund, day, opening_fen, closing_fen, answer)
                        values (:fund, :day, :opening, :closing, :answer) on conflict do nothing
                        """)
                .param("fund", fund.code())
                .param("day", statement.day())
                .param("opening", statement.opening().fen())
                .param("closing", statement.closing().fen())
                .param("answer", answer)
                .update();
        return jdbc.sql("""
                        select opening_fen = :opening and closing_fen = :closing from payment.bank_statement
                        where fund = :fund and day = :day
                        """)
                .param("opening", statement.opening().fen())
                .param("closing", statement.closing().fen())
                .param("fund", fund.code())
                .param("day", statement.day())
                .query(Boolean.class)
                .single();
    }

    Optional<BankBalance> of(FundId fund, LocalDate day) {
        return jdbc.sql("select opening_fen, closing_fen from payment.bank_statement where fund = :fund and day = :day")
                .param("fund", fund.code())
                .param("day", day)
                .query((row, n) -> new BankBalance(Money.ofFen(row.getLong(1)), Money.ofFen(row.getLong(2))))
                .optional();
    }

    Optional<Money> closingBefore(FundId fund, LocalDate day) {
        return jdbc.sql("""
                        select closing_fen from payment.bank_statement where fund = :fund and day < :day
                        order by day desc limit 1
                        """)
                .param("fund", fund.code())
                .param("day", day)
                .query((row, n) -> Money.ofFen(row.getLong(1)))
                .optional();
    }
}

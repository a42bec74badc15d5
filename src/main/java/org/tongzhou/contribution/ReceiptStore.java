package org.tongzhou.contribution;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;

@Component
class ReceiptStore {
    private final JdbcClient jdbc;

    ReceiptStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Receipt(String number, Instant issuedAt) {}

    /** The next number of the year; others wait for this transaction, so that no number is ever left out. */
    void issue(FundId fund, BillId bill, Instant now) {
        int year = LocalDate.ofInstant(now, FundClock.ZONE).getYear();
        int number = jdbc.sql("""
                        insert into contribution.receipt_number (fund, year, last) values (:fund, :year, 1)
                        on conflict (fund, year) do update set last = receipt_number.last + 1
                        returning last
                        """)
                .param("fund", fund.code())
                .param("year", year)
                .query(Integer.class)
                .single();
        jdbc.sql("""
                        insert into contribution.receipt (fund, number, bill, issued_at)
                        values (:fund, :number, :bill, :now)
                        """)
                .param("fund", fund.code())
                .param("number", String.format(Locale.ROOT, "%d-%06d", year, number))
                .param("bill", bill.value())
                .param("now", Timestamp.from(now))
                .update();
    }

    void voidOf(FundId fund, BillId bill, LocalDate day) {
        jdbc.sql("""
                        update contribution.receipt set voided_on = :day
                        where fund = :fund and bill = :bill and voided_on is null
                        """)
                .param("day", day)
                .param("fund", fund.code())
                .param("bill", bill.value())
                .update();
    }

    Optional<Receipt> inForce(FundId fund, BillId bill) {
        return jdbc.sql("""
                        select number, issued_at from contribution.receipt
                        where fund = :fund and bill = :bill and voided_on is null
                        """)
                .param("fund", fund.code())
                .param("bill", bill.value())
                .query((row, n) -> new Receipt(
                        row.getString("number"), row.getTimestamp("issued_at").toInstant()))
                .optional();
    }
}

package org.tongzhou.contribution;

import java.time.Instant;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.kernel.FundClock;

/** What a restored database needs of the receipts' numbers, which are counted in a table of their own. */
public final class ReceiptNumbers {
    private static final int LEAP = 100_000;

    private ReceiptNumbers() {}

    /**
     * Receipts that were issued after the moment the rows are of keep their numbers to themselves: this year's go on far behind them,
     * also where the year had none yet. It is the only gap there is among them, and the trail says when.
     */
    public static void moveOn(DataSource source, Instant now) {
        JdbcClient.create(source)
                .sql("""
                        insert into contribution.receipt_number (fund, year, last)
                        select distinct fund, :year, :leap from contribution.bill
                        union select fund, :year, :leap from contribution.receipt_number
                        on conflict (fund, year) do update set last = receipt_number.last + :leap
                        """)
                .param("year", FundClock.dayOf(now).getYear())
                .param("leap", LEAP)
                .update();
    }
}

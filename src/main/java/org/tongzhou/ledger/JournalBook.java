package org.tongzhou.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.database.SealedTable;
import org.tongzhou.kernel.Canonical;

/** The journal as a chained book: a row is a journal with its lines. */
@Component
class JournalBook extends SealedTable {
    JournalBook(JdbcClient jdbc) {
        super(jdbc, new Shape("ledger", "ledger", "journal", LedgerStore.COLUMNS, LedgerStore.LINES));
    }

    @Override
    protected byte[] actual(ResultSet row) throws SQLException {
        String[] accounts = LedgerStore.texts(row.getArray("accounts"));
        String[] regions = LedgerStore.texts(row.getArray("regions"));
        String[] plans = LedgerStore.texts(row.getArray("plans"));
        String[] parties = LedgerStore.texts(row.getArray("parties"));
        String[] budgets = LedgerStore.texts(row.getArray("budgets"));
        Long[] amounts = (Long[]) row.getArray("amounts").getArray();
        Canonical bytes = new Canonical("ledger.journal/1")
                .text(row.getString("template"))
                .text(row.getString("cause"))
                .text(row.getString("value_date"))
                .instant(row.getObject("posted_at", OffsetDateTime.class).toInstant())
                .number(optional(row, "reverses"))
                .number((long) accounts.length);
        for (int i = 0; i < accounts.length; i++) {
            bytes.text(accounts[i])
                    .text(regions[i])
                    .text(plans[i])
                    .text(parties[i])
                    .text(budgets[i]);
            bytes.number(amounts[i]);
        }
        long bookDay = row.getObject("book_date", LocalDate.class).toEpochDay();
        return Row.digest(Row.digest(bytes.digest(), bookDay, 0), row.getLong("id"), row.getLong("xid"));
    }

    private static @Nullable Long optional(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}

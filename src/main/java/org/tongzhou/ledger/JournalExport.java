package org.tongzhou.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Locale;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;

/**
 * The journal as plain text that hledger and ledger read: dated by book day with the value date beside it, in the order of
 * the books, with region, plan, other side and budget as tags. Read in one snapshot and written as it comes.
 */
final class JournalExport {
    private static final int FETCHED = 2_000;
    private static final String LINES = """
            select j.id, j.template, j.cause, j.value_date, j.book_date, j.reverses,
                   l.account, l.region, l.plan, l.party, l.budget, l.amount_fen
            from ledger.journal j join ledger.line l on l.fund = j.fund and l.journal = j.id
            where j.fund = ? and j.book_date >= ? and j.book_date <= ?
            order by j.book_date, j.id, l.no
            """;

    private final Appendable out;

    JournalExport(Appendable out) {
        this.out = out;
    }

    /** Days from the first to the last, both inside. */
    record Days(LocalDate from, LocalDate to) {}

    /** How many journals were written. */
    long write(Connection connection, FundId fund, Days days) throws SQLException, IOException {
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        head(fund, days);
        long journals = 0;
        long last = 0;
        try (PreparedStatement statement = connection.prepareStatement(LINES)) {
            statement.setFetchSize(FETCHED);
            statement.setInt(1, fund.code());
            statement.setObject(2, days.from());
            statement.setObject(3, days.to());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    if (row.getLong("id") != last) {
                        last = row.getLong("id");
                        journals++;
                        journal(row);
                    }
                    line(row);
                }
            }
        } finally {
            connection.rollback();
        }
        return journals;
    }

    private void head(FundId fund, Days days) throws IOException {
        out.append("; Tongzhou, fund " + fund.code() + ", " + days.from() + " to " + days.to() + "\n");
        out.append("decimal-mark .\ncommodity CNY 1000.00\n");
        for (Account account : Account.values()) {
            out.append("account " + name(account) + "  ; code:" + account.code() + "\n");
        }
    }

    private void journal(ResultSet row) throws SQLException, IOException {
        String late =
                row.getString("book_date").equals(row.getString("value_date")) ? "" : "=" + row.getString("value_date");
        out.append("\n" + row.getString("book_date") + late + " * (" + row.getLong("id") + ") "
                + row.getString("template") + " | " + row.getString("cause"));
        if (row.getObject("reverses") != null) {
            out.append("  ; reverses:" + row.getLong("reverses"));
        }
        out.append('\n');
    }

    private void line(ResultSet row) throws SQLException, IOException {
        out.append("    " + name(Account.of(row.getString("account"))) + "  CNY "
                + Money.ofFen(row.getLong("amount_fen")).plainYuan() + "  ; region:" + row.getString("region"));
        tag("plan", row.getString("plan"));
        tag("party", row.getString("party"));
        tag("budget", row.getString("budget"));
        out.append('\n');
    }

    private void tag(String name, String value) {
        try {
            if (!value.isEmpty()) {
                out.append(", " + name + ":" + value);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code assets:fees-receivable}; the first step tells hledger what kind of account it is. */
    static String name(Account account) {
        String kind = switch (account.kind()) {
            case ASSET -> "assets";
            case LIABILITY -> "liabilities";
            case EQUITY -> "equity";
            case INCOME -> "revenues";
            case EXPENSE -> "expenses";
        };
        return kind + ":" + account.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

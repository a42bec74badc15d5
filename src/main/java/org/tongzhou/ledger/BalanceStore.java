package org.tongzhou.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.LongFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Scope;
import org.tongzhou.ledger.Turnover.Months;

/** Balances: the totals of the last snapshot and the lines posted since, never the whole journal. */
@Component
class BalanceStore {
    /** The number of the last journal counted is a value, not a subquery, so that the planner knows how few lines follow. */
    static final String ENTRIES = """
            with entry as (
                select month, account, plan, debits_fen, credits_fen from ledger.total
                where fund = :fund and region >= :from and region < :upTo
                union all
                select date_trunc('month', j.book_date)::date, l.account, l.plan,
                       greatest(l.amount_fen, 0), greatest(-l.amount_fen, 0)
                from ledger.line l join ledger.journal j on j.fund = l.fund and j.id = l.journal
                where l.fund = :fund and l.journal > :counted
                  and l.region >= :from and l.region < :upTo)
            """;

    private final JdbcClient jdbc;

    BalanceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<AccountBalance> balances(Scope scope) {
        return steadily(
                scope.fund(),
                counted -> entries(ENTRIES + """
                select account, sum(debits_fen)::bigint as debits, sum(credits_fen)::bigint as credits
                from entry group by account order by account
                """, scope, counted)
                        .query(BalanceStore::balance)
                        .list());
    }

    List<Turnover> turnovers(Scope scope, Months months) {
        return steadily(
                scope.fund(),
                counted -> entries(ENTRIES + """
                select account, plan,
                       coalesce(sum(debits_fen - credits_fen) filter (where month < :first), 0)::bigint as opening,
                       coalesce(sum(debits_fen) filter (where month >= :first), 0)::bigint as debits,
                       coalesce(sum(credits_fen) filter (where month >= :first), 0)::bigint as credits
                from entry where month <= :last group by account, plan order by account, plan
                """, scope, counted)
                        .param("first", months.first().atDay(1))
                        .param("last", months.last().atDay(1))
                        .query((row, n) -> new Turnover(
                                Account.of(row.getString("account")),
                                row.getString("plan"),
                                Money.ofFen(row.getLong("opening")),
                                Money.ofFen(row.getLong("debits")),
                                Money.ofFen(row.getLong("credits"))))
                        .list());
    }

    private JdbcClient.StatementSpec entries(String sql, Scope scope, long counted) {
        return jdbc.sql(sql).params(scope.params()).param("counted", counted);
    }

    /** A snapshot taken in between would count lines twice: then read again. */
    private <T> T steadily(FundId fund, LongFunction<T> read) {
        long counted = counted(fund);
        while (true) {
            T result = read.apply(counted);
            long now = counted(fund);
            if (now == counted) {
                return result;
            }
            counted = now;
        }
    }

    /** The last journal that the totals hold; 0 before the first snapshot. */
    long counted(FundId fund) {
        return jdbc.sql("select coalesce(max(up_to), 0) from ledger.snapshot where fund = :fund")
                .param("fund", fund.code())
                .query(Long.class)
                .single();
    }

    private static AccountBalance balance(ResultSet row, int n) throws SQLException {
        return new AccountBalance(
                Account.of(row.getString("account")),
                Money.ofFen(row.getLong("debits")),
                Money.ofFen(row.getLong("credits")));
    }
}

package org.tongzhou.testing;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.ledger.Account;

/** What stands in the books under one name. */
public final class LedgerSums {
    private LedgerSums() {}

    /** What is left of a restricted subsidy budget: what was set less what was granted. */
    public static Money left(JdbcClient jdbc, FundId fund, String budget) {
        return of(jdbc.sql(question("budget")).param("name", budget), fund, Account.SUBSIDY_BUDGETS)
                .negated();
    }

    /** What stands on an account with one other side: debits − credits. */
    public static Money owedBy(JdbcClient jdbc, FundId fund, Account account, String party) {
        return of(jdbc.sql(question("party")).param("name", party), fund, account);
    }

    private static String question(String column) {
        return "select coalesce(sum(amount_fen), 0)::bigint from ledger.line where fund = :fund and " + column
                + " = :name and account = :account";
    }

    private static Money of(JdbcClient.StatementSpec lines, FundId fund, Account account) {
        return lines.param("fund", fund.code())
                .param("account", account.code())
                .query((row, n) -> Money.ofFen(row.getLong(1)))
                .single();
    }
}

package org.tongzhou.access;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.tongzhou.access.LoginRows.Row;
import org.tongzhou.kernel.FundId;

/**
 * Mobiles that an earlier version kept in clear as logins give way to their index before anybody is let in; the keys that this
 * takes are in no migration's reach. Owners go on typing what they typed; a start that breaks off is taken up by the next.
 */
@Component
class HiddenLogins implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(HiddenLogins.class);
    private static final int AT_ONCE = 1_000;

    private final LoginRows store;
    private final Logins logins;
    private final Throttle throttle;
    private final FundId fund;
    private final TransactionOperations transactions;

    HiddenLogins(LoginRows store, Logins logins, Throttle throttle, FundId fund, TransactionOperations transactions) {
        this.store = store;
        this.logins = logins;
        this.throttle = throttle;
        this.fund = fund;
        this.transactions = transactions;
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<Row> rows = store.inClear(fund, "", AT_ONCE);
        while (!rows.isEmpty()) {
            List<Row> some = rows;
            transactions.executeWithoutResult(status -> some.forEach(this::hide));
            rows = store.inClear(fund, some.get(some.size() - 1).login(), AT_ONCE);
        }
    }

    private void hide(Row row) {
        String wanted = logins.kept(row.login());
        String kept = logins.rename(row, wanted);
        if (!kept.equals(wanted)) {
            LOG.warn("account {} signs in by its mobile and {} now", row.account(), kept.substring(wanted.length()));
        }
        throttle.moved(account(row.login()), account(kept));
    }

    private Throttle.Subject account(String login) {
        return new Throttle.Subject(fund, Throttle.Kind.ACCOUNT, login);
    }
}

package org.tongzhou.access;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tongzhou.kernel.FundId;

/** Logins as they are kept. */
@Repository
class LoginRows {
    private final JdbcClient jdbc;

    LoginRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Row(FundId fund, long account, String login) {}

    /** False when the login is another account's. One that is not the row's any more stays as it is. */
    boolean rename(Row row, String login) {
        jdbc.sql("""
                        update access.account set login = :login
                        where fund = :fund and id = :id and login = :before
                          and not exists (select 1 from access.account where fund = :fund and login = :login)""")
                .param("fund", row.fund().code())
                .param("id", row.account())
                .param("before", row.login())
                .param("login", login)
                .update();
        return !jdbc.sql(
                        "select exists (select 1 from access.account where fund = :fund and id = :id and login = :before)")
                .param("fund", row.fund().code())
                .param("id", row.account())
                .param("before", row.login())
                .query(Boolean.class)
                .single();
    }

    /** Those that are a mobile in clear, by login. */
    List<Row> inClear(FundId fund, String after, int limit) {
        return jdbc.sql("""
                        select id, login from access.account
                        where fund = :fund and login > :after and login < 'm2' and login ~ '^m?1[0-9]{10}(-[0-9]{1,2})?$'
                        order by login limit :limit""")
                .param("fund", fund.code())
                .param("after", after)
                .param("limit", limit)
                .query((row, n) -> new Row(fund, row.getLong("id"), row.getString("login")))
                .list();
    }
}

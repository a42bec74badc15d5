package org.tongzhou.access;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tongzhou.kernel.Scope;

/** Looks through accounts of a territory, the newest first; one line more than a page, so that the caller knows of another. */
@Repository
class AccountListRows {
    static final int PAGE = 50;

    private final JdbcClient jdbc;

    AccountListRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that are more than a member's own. */
    List<AccountLine> staff(Scope scope, long before) {
        return page("""
                        select distinct account as id from access.account_role
                        where fund = :fund and role <> 'MEMBER'
                        """, scope, before).query((row, n) -> AccountRows.line(row)).list();
    }

    /** {@code login} as it is kept; the paths are those of units. */
    record Sought(String login, String name, List<String> units) {}

    /** Every account of the login or name, and those of the units that are more than a member's own. */
    List<AccountLine> sought(Scope scope, Sought sought, long before) {
        return page("""
                        select id from access.account where fund = :fund and login = :login
                        union
                        select id from access.account where fund = :fund and name = :name
                        union
                        select u.id from access.account u
                        where u.fund = :fund and u.path = any(:units) and exists (select from access.account_role r
                            where r.fund = u.fund and r.account = u.id and r.role <> 'MEMBER')
                        """, scope, before)
                .param("login", sought.login())
                .param("name", sought.name())
                .param("units", sought.units().toArray(String[]::new))
                .query((row, n) -> AccountRows.line(row))
                .list();
    }

    /** Each by its key: a join would be planned over all members' own, whatever the territory. */
    private JdbcClient.StatementSpec page(String ids, Scope scope, long before) {
        return jdbc.sql("select a.*, " + AccountRows.ROLES + " from (" + ids + """
                        order by id desc) as one cross join lateral (
                            select * from access.account where fund = :fund and id = one.id limit 1) a
                        where one.id < :before and a.path >= :from and a.path < :upTo
                        order by one.id desc limit :limit
                        """)
                .params(scope.params())
                .param("before", before)
                .param("limit", PAGE + 1);
    }
}

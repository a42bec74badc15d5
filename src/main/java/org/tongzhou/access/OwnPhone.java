package org.tongzhou.access;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.person.People;

/**
 * The phone that an account was opened with. Whoever writes a roster can bring another one for a colleague, and must not get
 * into that colleague's account by it.
 */
@Component
class OwnPhone {
    /** Unlike any that is kept. */
    private static final byte[] NONE = {};

    private final JdbcClient jdbc;
    private final People people;

    OwnPhone(JdbcClient jdbc, People people) {
        this.jdbc = jdbc;
        this.people = people;
    }

    /** From now on the phone that the fund holds of the person; none where it holds none. */
    void bind(FundId fund, long account, PersonId person) {
        jdbc.sql("update access.account set phone_index = :index where fund = :fund and id = :id")
                .param("fund", fund.code())
                .param("id", account)
                .param("index", people.phoneIndex(fund, person).orElse(null))
                .update();
    }

    /** True when no account of the person was opened with another phone than the one that the fund holds today. */
    boolean opensAll(FundId fund, PersonId person) {
        return jdbc.sql("""
                        select not exists (select 1 from access.account
                            where fund = :fund and person = :person and phone_index is distinct from :index)""")
                .param("fund", fund.code())
                .param("person", person.value())
                .param("index", people.phoneIndex(fund, person).orElse(NONE))
                .query(Boolean.class)
                .single();
    }
}

package org.tongzhou.access;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
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
        setPhone(fund, account, people.phoneIndex(fund, person));
        setAlone(fund, account, false);
    }

    /** The same, of a phone that is theirs by the word of who typed it alone, or of a roster that nobody has paid for. */
    void bindAlone(FundId fund, long account, PersonId person) {
        setPhone(fund, account, people.phoneIndex(fund, person));
        setAlone(fund, account, true);
    }

    private void setPhone(FundId fund, long account, Optional<byte[]> index) {
        jdbc.sql("update access.account set phone_index = :index where fund = :fund and id = :id")
                .param("fund", fund.code())
                .param("id", account)
                .param("index", index.orElse(null))
                .update();
    }

    private void setAlone(FundId fund, long account, boolean alone) {
        jdbc.sql("update access.account set alone = :alone where fund = :fund and id = :id and alone <> :alone")
                .param("fund", fund.code())
                .param("id", account)
                .param("alone", alone)
                .update();
    }

    /** An account so bound, and whether it waits for the phone of a roster since. */
    record Alone(long id, PersonId person, boolean waiting) {}

    /** Those of these people; whoever has been given another role has been seen by the administrator. */
    List<Alone> alone(FundId fund, Collection<PersonId> owners) {
        return jdbc.sql("""
                        select id, person, password_hash from access.account a
                        where fund = :fund and alone and person = any(:people) and not exists (
                            select from access.account_role r
                            where r.fund = a.fund and r.account = a.id and r.role <> 'MEMBER')
                        order by id for update""")
                .param("fund", fund.code())
                .param("people", owners.stream().map(PersonId::value).toArray(Long[]::new))
                .query((row, n) -> new Alone(
                        row.getLong("id"),
                        new PersonId(row.getLong("person")),
                        AwaitedPassword.is(row.getString("password_hash"))))
                .list();
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

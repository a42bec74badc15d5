package org.tongzhou.person;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.ResidentId;

@Component
class IdentityChangeStore {
    private final JdbcClient jdbc;
    private final Envelopes envelopes;

    IdentityChangeStore(JdbcClient jdbc, Envelopes envelopes) {
        this.jdbc = jdbc;
        this.envelopes = envelopes;
    }

    /** The change's id; empty when the person has an open one already. */
    Optional<Long> insert(Word word, IdentityChange wanted) {
        long id = jdbc.sql("select nextval('person.identity_change_id_seq')")
                .query(Long.class)
                .single();
        return jdbc.sql("""
                        insert into person.identity_change (fund, id, person, cause, sealed, reason, asked_by, asked_at, state)
                        overriding system value values (:fund, :id, :person, :cause, :sealed, :reason, :by, :at, 'ASKED')
                        on conflict (fund, person) where state = 'ASKED' do nothing
                        returning id
                        """)
                .param("fund", word.fund().code())
                .param("id", id)
                .param("person", wanted.person().value())
                .param("cause", wanted.cause().name())
                .param("sealed", envelopes.sealNumber(word.fund(), id, wanted.number()))
                .param("reason", wanted.reason())
                .param("by", word.by().value())
                .param("at", Timestamp.from(word.at()))
                .query(Long.class)
                .optional();
    }

    Optional<OpenIdentityChange> lockOpen(FundId fund, long id) {
        return jdbc.sql(
                        "select * from person.identity_change where fund = :fund and id = :id and state = 'ASKED' for update")
                .param("fund", fund.code())
                .param("id", id)
                .query((row, n) -> change(fund, row))
                .optional();
    }

    Optional<OpenIdentityChange> open(FundId fund, long id) {
        return jdbc.sql("select * from person.identity_change where fund = :fund and id = :id and state = 'ASKED'")
                .param("fund", fund.code())
                .param("id", id)
                .query((row, n) -> change(fund, row))
                .optional();
    }

    Optional<OpenIdentityChange> openOf(FundId fund, PersonId person) {
        return jdbc.sql(
                        "select * from person.identity_change where fund = :fund and person = :person and state = 'ASKED'")
                .param("fund", fund.code())
                .param("person", person.value())
                .query((row, n) -> change(fund, row))
                .optional();
    }

    /** The oldest first. */
    List<OpenIdentityChange> open(FundId fund, long above, int most) {
        return jdbc.sql("""
                        select * from person.identity_change where fund = :fund and state = 'ASKED' and id > :above
                        order by id limit :most
                        """)
                .param("fund", fund.code())
                .param("above", above)
                .param("most", most)
                .query((row, n) -> change(fund, row))
                .list();
    }

    void settle(Word word, long id, String state) {
        jdbc.sql("""
                        update person.identity_change set state = :state, settled_by = :by, settled_at = :at
                        where fund = :fund and id = :id
                        """)
                .param("state", state)
                .param("by", word.by().value())
                .param("at", Timestamp.from(word.at()))
                .param("fund", word.fund().code())
                .param("id", id)
                .update();
    }

    private OpenIdentityChange change(FundId fund, ResultSet row) throws SQLException {
        long id = row.getLong("id");
        return new OpenIdentityChange(
                id,
                new PersonId(row.getLong("person")),
                new ResidentId(envelopes.openNumber(fund, id, row.getBytes("sealed"))),
                IdentityChange.Cause.valueOf(row.getString("cause")),
                row.getString("reason"),
                new PersonId(row.getLong("asked_by")),
                row.getTimestamp("asked_at").toInstant());
    }
}

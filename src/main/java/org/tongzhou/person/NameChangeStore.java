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

@Component
class NameChangeStore {
    private final JdbcClient jdbc;

    NameChangeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The change's id; empty when the person has an open one already. */
    Optional<Long> insert(Word word, PersonRow person, NameChange wanted) {
        return jdbc.sql("""
                        insert into person.name_change (fund, person, before, name, reason, asked_by, asked_at, state)
                        values (:fund, :person, :before, :name, :reason, :by, :at, 'ASKED')
                        on conflict (fund, person) where state = 'ASKED' do nothing
                        returning id
                        """)
                .param("fund", word.fund().code())
                .param("person", person.id().value())
                .param("before", person.name())
                .param("name", wanted.name())
                .param("reason", wanted.reason())
                .param("by", word.by().value())
                .param("at", Timestamp.from(word.at()))
                .query(Long.class)
                .optional();
    }

    Optional<OpenNameChange> lockOpen(FundId fund, long id) {
        return jdbc.sql(
                        "select * from person.name_change where fund = :fund and id = :id and state = 'ASKED' for update")
                .param("fund", fund.code())
                .param("id", id)
                .query((row, n) -> change(row))
                .optional();
    }

    Optional<OpenNameChange> openOf(FundId fund, PersonId person) {
        return jdbc.sql("select * from person.name_change where fund = :fund and person = :person and state = 'ASKED'")
                .param("fund", fund.code())
                .param("person", person.value())
                .query((row, n) -> change(row))
                .optional();
    }

    /** The oldest first. */
    List<OpenNameChange> open(FundId fund, long above, int most) {
        return jdbc.sql("""
                        select * from person.name_change
                        where fund = :fund and state = 'ASKED' and id > :above order by id limit :most
                        """)
                .param("fund", fund.code())
                .param("above", above)
                .param("most", most)
                .query((row, n) -> change(row))
                .list();
    }

    void settle(Word word, long id, String state) {
        jdbc.sql("""
                        update person.name_change set state = :state, settled_by = :by, settled_at = :at
                        where fund = :fund and id = :id
                        """)
                .param("state", state)
                .param("by", word.by().value())
                .param("at", Timestamp.from(word.at()))
                .param("fund", word.fund().code())
                .param("id", id)
                .update();
    }

    private static OpenNameChange change(ResultSet row) throws SQLException {
        return new OpenNameChange(
                row.getLong("id"),
                new PersonId(row.getLong("person")),
                row.getString("before"),
                row.getString("name"),
                row.getString("reason"),
                new PersonId(row.getLong("asked_by")),
                row.getTimestamp("asked_at").toInstant());
    }
}

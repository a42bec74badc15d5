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
class FoundSlipStore {
    private static final String OPEN = """
            select s.*, f.sealed from person.found_slip s
            join person.former_identity f on f.fund = s.fund and f.id = s.change
            where s.fund = :fund and s.state = 'ASKED'
            """;

    private final JdbcClient jdbc;
    private final Envelopes envelopes;

    FoundSlipStore(JdbcClient jdbc, Envelopes envelopes) {
        this.jdbc = jdbc;
        this.envelopes = envelopes;
    }

    /** Its id; empty where it waits already, or was found before. */
    Optional<Long> insert(Word word, FoundSlip found) {
        return jdbc.sql("""
                        insert into person.found_slip (fund, change, person, reason, asked_by, asked_at, state)
                        values (:fund, :change, :person, :reason, :by, :at, 'ASKED')
                        on conflict (fund, change) where state <> 'WITHDRAWN' do nothing
                        returning id
                        """)
                .param("fund", word.fund().code())
                .param("change", found.change())
                .param("person", found.person().value())
                .param("reason", found.reason())
                .param("by", word.by().value())
                .param("at", Timestamp.from(word.at()))
                .query(Long.class)
                .optional();
    }

    Optional<OpenSlip> lockOpen(FundId fund, long id) {
        return jdbc.sql(OPEN + "and s.id = :id for update of s")
                .param("fund", fund.code())
                .param("id", id)
                .query((row, n) -> slip(fund, row))
                .optional();
    }

    /** The oldest first. */
    List<OpenSlip> open(FundId fund, long above, int most) {
        return jdbc.sql(OPEN + "and s.id > :above order by s.id limit :most")
                .param("fund", fund.code())
                .param("above", above)
                .param("most", most)
                .query((row, n) -> slip(fund, row))
                .list();
    }

    List<OpenSlip> openOf(FundId fund, PersonId person) {
        return jdbc.sql(OPEN + "and s.person = :person order by s.id")
                .param("fund", fund.code())
                .param("person", person.value())
                .query((row, n) -> slip(fund, row))
                .list();
    }

    void settle(Word word, long id, String state) {
        jdbc.sql("""
                        update person.found_slip set state = :state, settled_by = :by, settled_at = :at
                        where fund = :fund and id = :id
                        """)
                .param("state", state)
                .param("by", word.by().value())
                .param("at", Timestamp.from(word.at()))
                .param("fund", word.fund().code())
                .param("id", id)
                .update();
    }

    private OpenSlip slip(FundId fund, ResultSet row) throws SQLException {
        long change = row.getLong("change");
        return new OpenSlip(
                row.getLong("id"),
                new PersonId(row.getLong("person")),
                change,
                new ResidentId(envelopes.openFormer(fund, change, row.getBytes("sealed"))),
                row.getString("reason"),
                new PersonId(row.getLong("asked_by")),
                row.getTimestamp("asked_at").toInstant());
    }
}

package org.tongzhou.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tongzhou.access.Appointment.Change;
import org.tongzhou.access.Appointment.Kind;
import org.tongzhou.access.Appointment.State;
import org.tongzhou.access.Appointment.Subject;
import org.tongzhou.access.Appointment.Word;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.UnitId;

/** Rows of what two administrators decide. */
@Repository
class AppointmentRows {
    static final int PAGE = 50;

    private static final String SELECT = """
            select p.id, p.kind, p.account, p.program, coalesce(p.login, a.login) as login,
                coalesce(p.name, a.name) as name, coalesce(p.person, a.person) as person, p.unit, p.path,
                array_to_string(p.before, ',') as before, array_to_string(p.roles, ',') as roles, p.seed, p.state,
                p.asked_by, p.asked_person, asker.name as asked_name, p.asked_path, p.asked_at,
                p.settled_by, p.settled_person, settler.name as settled_name, p.settled_path, p.settled_at
            from access.appointment p
            left join access.account a on a.fund = p.fund and a.id = p.account
            join access.account asker on asker.fund = p.fund and asker.id = p.asked_by
            left join access.account settler on settler.fund = p.fund and settler.id = p.settled_by
            """;

    private static final String WITHIN = """
            where p.fund = :fund and p.path >= :from and p.path < :upTo
            """;

    private final JdbcClient jdbc;

    AppointmentRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty where one waits already of the account, or under the login. */
    Optional<Long> insert(Word asked, Kind kind, Subject subject, Change change, @Nullable String seed, FundId fund) {
        boolean opening = kind == Kind.OPEN;
        return jdbc.sql("""
                        insert into access.appointment (fund, kind, account, program, login, name, person, unit, path,
                            before, roles, seed, asked_by, asked_person, asked_path, asked_at, state)
                        values (:fund, :kind, :account, :program, :login, :name, :person, :unit, :path,
                            string_to_array(:before, ','), string_to_array(:roles, ','), :seed,
                            :by, :asker, :askedPath, :at, 'ASKED')
                        on conflict do nothing returning id""")
                .param("fund", fund.code())
                .param("kind", kind.name())
                .param("account", subject.account())
                .param("program", subject.program())
                .param("login", opening ? subject.login() : null)
                .param("name", opening || kind == Kind.TRUST ? subject.name() : null)
                .param(
                        "person",
                        opening && subject.person() != null ? subject.person().value() : null)
                .param("unit", subject.unit() == null ? null : subject.unit().value())
                .param("path", subject.path())
                .param("before", names(change.before()))
                .param("roles", names(change.after()))
                .param("seed", seed)
                .param("by", asked.account())
                .param("asker", asked.person().value())
                .param("askedPath", asked.path())
                .param("at", Timestamp.from(asked.at()))
                .query(Long.class)
                .optional();
    }

    private static String names(Set<Role> roles) {
        return roles.stream().map(Role::name).sorted().collect(Collectors.joining(","));
    }

    Optional<Appointment> find(Scope scope, long id) {
        return within(SELECT + WITHIN + " and p.id = :id", scope)
                .param("id", id)
                .query((row, n) -> appointment(row))
                .optional();
    }

    /** The one that waits; nobody else settles it until the transaction ends. */
    Optional<Appointment> lock(Scope scope, long id) {
        return within(SELECT + WITHIN + " and p.id = :id and p.state = 'ASKED' for update of p", scope)
                .param("id", id)
                .query((row, n) -> appointment(row))
                .optional();
    }

    Optional<String> seed(FundId fund, long id) {
        return jdbc.sql("select seed from access.appointment where fund = :fund and id = :id and seed is not null")
                .param("fund", fund.code())
                .param("id", id)
                .query(String.class)
                .optional();
    }

    /** The oldest first, one more than a page. */
    List<Appointment> waiting(Scope scope, long above) {
        return within(SELECT + WITHIN + " and p.state = 'ASKED' and p.id > :above order by p.id limit :most", scope)
                .param("above", above)
                .param("most", PAGE + 1)
                .query((row, n) -> appointment(row))
                .list();
    }

    Optional<Appointment> waitingOf(Scope scope, long account) {
        return within(SELECT + WITHIN + " and p.state = 'ASKED' and p.account = :account", scope)
                .param("account", account)
                .query((row, n) -> appointment(row))
                .optional();
    }

    /** How many this administrator may confirm. */
    int count(Actor by) {
        return within("""
                        select count(*) from access.appointment p
                        left join access.account a on a.fund = p.fund and a.id = p.account
                        """ + WITHIN + """
                         and p.state = 'ASKED' and p.asked_path >= :from and p.asked_path < :upTo
                         and p.asked_person <> :person and coalesce(p.person, a.person) is distinct from :person""", by.scope())
                .param("person", by.person() == null ? 0L : by.person().value())
                .query(Integer.class)
                .single();
    }

    /** Whether there is another administrator in use who may confirm it. */
    boolean hasSecond(FundId fund, Appointment asked) {
        PersonId owner = asked.subject().person();
        return jdbc.sql("""
                        select exists (select from access.account_role r
                            join access.account a on a.fund = r.fund and a.id = r.account
                            where r.fund = :fund and r.role = 'ADMIN' and a.active and starts_with(:path, a.path)
                            and a.person is distinct from :asker and a.person is distinct from :owner)""")
                .param("fund", fund.code())
                .param("path", asked.asked().path())
                .param("asker", asked.asked().person().value())
                .param("owner", owner == null ? 0L : owner.value())
                .query(Boolean.class)
                .single();
    }

    void settle(FundId fund, Appointment asked, State state, Word word) {
        jdbc.sql("""
                        update access.appointment set state = :state, account = :account, settled_by = :by,
                            settled_person = :person, settled_path = :path, settled_at = :at
                        where fund = :fund and id = :id""")
                .param("state", state.name())
                .param("account", asked.subject().account())
                .param("by", word.account())
                .param("person", word.person().value())
                .param("path", word.path())
                .param("at", Timestamp.from(word.at()))
                .param("fund", fund.code())
                .param("id", asked.id())
                .update();
    }

    private JdbcClient.StatementSpec within(String sql, Scope scope) {
        return jdbc.sql(sql).params(scope.params());
    }

    private static Appointment appointment(ResultSet row) throws SQLException {
        return new Appointment(
                row.getLong("id"),
                Kind.valueOf(row.getString("kind")),
                subject(row),
                new Change(
                        AccountRows.roles(row.getString("before")),
                        AccountRows.roles(row.getString("roles")),
                        row.getString("seed") != null),
                word(row, "asked"),
                State.valueOf(row.getString("state")),
                row.getTimestamp("settled_at") == null ? null : word(row, "settled"));
    }

    private static Subject subject(ResultSet row) throws SQLException {
        Long person = row.getObject("person", Long.class);
        Long unit = row.getObject("unit", Long.class);
        return new Subject(
                row.getObject("account", Long.class),
                row.getBoolean("program"),
                row.getString("login"),
                row.getString("name"),
                person == null ? null : new PersonId(person),
                unit == null ? null : new UnitId(unit),
                row.getString("path"));
    }

    private static Word word(ResultSet row, String what) throws SQLException {
        Instant at = row.getTimestamp(what + "_at").toInstant();
        return new Word(
                row.getLong(what + "_by"),
                new PersonId(row.getLong(what + "_person")),
                row.getString(what + "_name"),
                row.getString(what + "_path"),
                at);
    }
}

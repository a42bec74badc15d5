package org.tongzhou.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.kernel.UnitId;

/** Rows of accounts and their roles. */
@Repository
class AccountRows {
    static final String ROLES = """
            (select string_agg(r.role, ',') from access.account_role r
             where r.fund = a.fund and r.account = a.id) as roles""";

    private final JdbcClient jdbc;

    AccountRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is written for a new account; a null hash makes it the account of a program. */
    record Row(
            FundId fund,
            String login,
            String name,
            @Nullable PersonId person,
            @Nullable UnitId unit,
            String path,
            @Nullable String passwordHash,
            long createdBy,
            Instant at) {
        static Row of(Actor by, NewAccount account, @Nullable String passwordHash, Instant at) {
            return new Row(
                    by.fund(),
                    account.login(),
                    account.name(),
                    account.person(),
                    account.unit(),
                    account.path(),
                    passwordHash,
                    by.userId(),
                    at);
        }

        Row withLogin(String other) {
            return new Row(fund, other, name, person, unit, path, passwordHash, createdBy, at);
        }
    }

    record Secret(long id, String passwordHash, boolean active, int version) {}

    record Authenticator(byte[] sealed, boolean confirmed) {}

    /** Empty when the login is taken. */
    Optional<Long> insert(Row row, Set<Role> roles, boolean demonstration) {
        Optional<Long> id = jdbc.sql("""
                insert into access.account (fund, kind, login, name, person, unit, path, password_hash, must_change,
                    demonstration, created_at, created_by)
                values (:fund, :kind, :login, :name, :person, :unit, :path, :hash, :mustChange,
                    :demonstration, :at, :by)
                on conflict (fund, login) do nothing
                returning id""")
                .param("fund", row.fund().code())
                .param("kind", row.passwordHash() == null ? "client" : "person")
                .param("login", row.login())
                .param("name", row.name())
                .param("person", row.person() == null ? null : row.person().value())
                .param("unit", row.unit() == null ? null : row.unit().value())
                .param("path", row.path())
                .param("hash", row.passwordHash())
                .param("mustChange", row.passwordHash() != null)
                .param("demonstration", demonstration)
                .param("at", Timestamp.from(row.at()))
                .param("by", row.createdBy())
                .query(Long.class)
                .optional();
        id.ifPresent(account -> addRoles(row.fund(), account, roles));
        return id;
    }

    /** Held until the transaction ends, always in this order: none of them changes meanwhile. Who only refers to one does not wait. */
    void lock(FundId fund, Collection<Long> ids) {
        jdbc.sql("select id from access.account where fund = :fund and id = any(:ids) order by id for no key update")
                .param("fund", fund.code())
                .param("ids", ids.toArray(Long[]::new))
                .query(Long.class)
                .list();
    }

    void replaceRoles(FundId fund, long account, Set<Role> roles) {
        one("delete from access.account_role where fund = :fund and account = :id", fund, account)
                .update();
        addRoles(fund, account, roles);
    }

    private void addRoles(FundId fund, long account, Set<Role> roles) {
        jdbc.sql("""
                insert into access.account_role (fund, account, role)
                select :fund, :id, unnest(string_to_array(:roles, ','))""")
                .param("fund", fund.code())
                .param("id", account)
                .param("roles", String.join(",", roles.stream().map(Role::name).toList()))
                .update();
    }

    Optional<Secret> secret(FundId fund, String login) {
        return jdbc.sql("""
                select id, password_hash, active, session_version from access.account
                where fund = :fund and login = :login and kind = 'person'""")
                .param("fund", fund.code())
                .param("login", login)
                .query((row, n) -> new Secret(
                        row.getLong("id"),
                        row.getString("password_hash"),
                        row.getBoolean("active"),
                        row.getInt("session_version")))
                .optional();
    }

    String passwordHash(FundId fund, long id) {
        return one("select password_hash from access.account where fund = :fund and id = :id", fund, id)
                .query(String.class)
                .single();
    }

    Optional<Standing> standing(FundId fund, long id) {
        return one("select a.*, " + ROLES + " from access.account a where a.fund = :fund and a.id = :id", fund, id)
                .query((row, n) -> standing(row))
                .optional();
    }

    /** A session that was seen, and how its account stands. */
    record Seen(WebSessions.Living living, Instant at) {}

    /** The session of a token, last seen after {@code since}, with its account in the same look. */
    Optional<Seen> seen(FundId fund, byte[] token, Instant since) {
        return jdbc.sql("select a.*, s.version, s.code_given, s.seen_at, " + ROLES + """
                 from access.web_session s join access.account a on a.fund = s.fund and a.id = s.account
                where s.fund = :fund and s.token = :token and s.seen_at > :since""")
                .param("fund", fund.code())
                .param("token", token)
                .param("since", Timestamp.from(since))
                .query((row, n) -> seen(row))
                .optional();
    }

    private static Seen seen(ResultSet row) throws SQLException {
        WebSessions.Proved proved =
                new WebSessions.Proved(row.getLong("id"), row.getInt("version"), row.getBoolean("code_given"));
        return new Seen(
                new WebSessions.Living(proved, standing(row)),
                row.getTimestamp("seen_at").toInstant());
    }

    Optional<Standing> standing(FundId fund, String login) {
        return jdbc.sql("select a.*, " + ROLES + " from access.account a where a.fund = :fund and a.login = :login")
                .param("fund", fund.code())
                .param("login", login)
                .query((row, n) -> standing(row))
                .optional();
    }

    /** Every account that stands for a person, programs of theirs too, the oldest first. */
    List<Standing> standings(FundId fund, PersonId person) {
        return jdbc.sql("select a.*, " + ROLES
                        + " from access.account a where a.fund = :fund and a.person = :person order by a.id")
                .param("fund", fund.code())
                .param("person", person.value())
                .query((row, n) -> standing(row))
                .list();
    }

    Optional<AccountLine> line(Scope scope, long id) {
        return jdbc.sql("select a.*, " + ROLES + """
                 from access.account a
                where a.fund = :fund and a.id = :id and a.path >= :from and a.path < :upTo""")
                .params(scope.params())
                .param("id", id)
                .query((row, n) -> line(row))
                .optional();
    }

    void setPassword(FundId fund, long id, String hash, boolean mustChange) {
        one("""
                update access.account set password_hash = :hash, must_change = :mustChange,
                    session_version = session_version + 1
                where fund = :fund and id = :id""", fund, id).param("hash", hash).param("mustChange", mustChange).update();
    }

    /** The owner's own in the place of another one; false where that is there no more. */
    boolean replacePassword(FundId fund, long id, String before, String hash) {
        return one("""
                        update access.account set password_hash = :hash, must_change = false,
                            session_version = session_version + 1
                        where fund = :fund and id = :id and password_hash = :before""", fund, id).param("hash", hash).param("before", before).update() == 1;
    }

    /** The password of a new account is its owner's already. */
    void finish(FundId fund, long id) {
        one("update access.account set must_change = false where fund = :fund and id = :id", fund, id)
                .update();
    }

    /** The same password under newer cost settings, unless it was changed meanwhile; sessions go on. */
    void rehash(FundId fund, Secret secret, String hash) {
        one("""
                update access.account set password_hash = :hash
                where fund = :fund and id = :id and password_hash = :before""", fund, secret.id())
                .param("hash", hash)
                .param("before", secret.passwordHash())
                .update();
    }

    void setPerson(FundId fund, long id, PersonId person, String name) {
        one("update access.account set person = :person, name = :name where fund = :fund and id = :id", fund, id)
                .param("person", person.value())
                .param("name", name)
                .update();
    }

    void rename(FundId fund, PersonId person, String name) {
        jdbc.sql("update access.account set name = :name where fund = :fund and person = :person")
                .param("name", name)
                .param("fund", fund.code())
                .param("person", person.value())
                .update();
    }

    void setActive(FundId fund, long id, boolean active) {
        one("""
                update access.account set active = :active, session_version = session_version + 1
                where fund = :fund and id = :id""", fund, id).param("active", active).update();
    }

    Optional<Authenticator> authenticator(FundId fund, long id) {
        return one("""
                select totp_sealed, totp_confirmed from access.account
                where fund = :fund and id = :id and totp_sealed is not null""", fund, id)
                .query((row, n) -> new Authenticator(row.getBytes("totp_sealed"), row.getBoolean("totp_confirmed")))
                .optional();
    }

    /** A null secret takes the authenticator away. */
    void setAuthenticator(FundId fund, long id, byte @Nullable [] sealed) {
        one("""
                update access.account set totp_sealed = :sealed, totp_confirmed = false
                where fund = :fund and id = :id""", fund, id).param("sealed", sealed, java.sql.Types.BINARY).update();
    }

    /** False when the code of this step was used before: a code is good once. */
    boolean useStep(FundId fund, long id, long step) {
        return one("""
                        update access.account set totp_last_step = :step, totp_confirmed = true
                        where fund = :fund and id = :id and totp_last_step < :step""", fund, id).param("step", step).update() == 1;
    }

    boolean isEmpty(FundId fund) {
        return !jdbc.sql("select exists (select 1 from access.account where fund = :fund)")
                .param("fund", fund.code())
                .query(Boolean.class)
                .single();
    }

    boolean hasDemonstration() {
        return jdbc.sql("select exists (select 1 from access.account where demonstration)")
                .query(Boolean.class)
                .single();
    }

    private JdbcClient.StatementSpec one(String sql, FundId fund, long id) {
        return jdbc.sql(sql).param("fund", fund.code()).param("id", id);
    }

    private static Standing standing(ResultSet row) throws SQLException {
        FundId fund = new FundId(row.getInt("fund"));
        Long person = row.getObject("person", Long.class);
        Long unit = row.getObject("unit", Long.class);
        Actor actor = new Actor(
                row.getLong("id"),
                row.getString("name"),
                new Scope(fund, row.getString("path")),
                roles(row),
                person == null ? null : new PersonId(person),
                unit == null ? null : new UnitId(unit));
        return new Standing(
                actor,
                row.getString("login"),
                row.getInt("session_version"),
                row.getBoolean("active"),
                row.getBoolean("must_change"),
                row.getBoolean("totp_confirmed"),
                person != null,
                AwaitedPassword.is(row.getString("password_hash")));
    }

    static AccountLine line(ResultSet row) throws SQLException {
        return new AccountLine(
                row.getLong("id"),
                row.getString("login"),
                row.getString("name"),
                "client".equals(row.getString("kind")),
                row.getString("path"),
                roles(row),
                row.getBoolean("active"),
                row.getBoolean("must_change"),
                row.getBoolean("totp_confirmed"),
                row.getTimestamp("created_at").toInstant());
    }

    private static Set<Role> roles(ResultSet row) throws SQLException {
        return roles(row.getString("roles"));
    }

    static Set<Role> roles(@Nullable String names) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        if (names != null && !names.isEmpty()) {
            Arrays.stream(names.split(",")).map(Role::valueOf).forEach(roles::add);
        }
        return roles;
    }
}

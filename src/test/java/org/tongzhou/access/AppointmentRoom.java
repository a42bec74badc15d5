package org.tongzhou.access;

import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.PROVINCE;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** Two administrators of the province, and accounts for them to open. */
@RoomTest
abstract class AppointmentRoom {
    static final Actor SYSTEM = Actor.system(FUND);

    @Autowired
    Appointments appointments;

    @Autowired
    Accounts accounts;

    @Autowired
    Administrators administrators;

    @Autowired
    Credentials credentials;

    @Autowired
    SignIn signIn;

    @Autowired
    TestData data;

    @Autowired
    Visits visits;

    @Autowired
    JdbcClient jdbc;

    Actor first;
    Actor second;

    @BeforeEach
    void twoAdministrators() {
        first = administrator(PROVINCE);
        second = administrator(PROVINCE);
    }

    Outcome signIn(String login, String password) {
        return signIn.attempt(
                new SignInAttempt(FUND, login, password, UUID.randomUUID().toString(), NOW));
    }

    Outcome calls(String client, String secret) {
        return credentials.authenticate(
                new SignInAttempt(FUND, client, secret, UUID.randomUUID().toString(), NOW));
    }

    Actor administrator(String path) {
        return signedIn(data.actor(Role.ADMIN, path));
    }

    Actor signedIn(Actor actor) {
        visits.of(actor);
        return actor;
    }

    long deciding(Role role) {
        return accounts.open(SYSTEM, account(role), NOW).account();
    }

    NewAccount account(Role role) {
        return account(role, PROVINCE);
    }

    NewAccount account(Role role, String path) {
        String login = "a" + UUID.randomUUID().toString().substring(0, 12);
        return new NewAccount(login, "周敏", data.person(), null, path, Set.of(role));
    }

    NewAccount existing(long id) {
        AccountLine line = accounts.find(first, id);
        return new NewAccount(line.login(), line.name(), data.person(), null, line.path(), line.roles());
    }

    NewAccount sameLogin(NewAccount other) {
        return sameLogin(other, Role.MANAGER);
    }

    NewAccount sameLogin(NewAccount other, Role role) {
        return new NewAccount(other.login(), "郑红", data.person(), null, other.path(), Set.of(role));
    }

    String kept(long id) {
        return jdbc.sql("select row_to_json(p)::text from access.appointment p where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    List<String> told(PersonId person) {
        return jdbc.sql("select template from notice.message where person = :person order by id")
                .param("person", person.value())
                .query(String.class)
                .list();
    }

    List<String> audited(long account) {
        return audited("account:" + account);
    }

    List<String> audited(String subject) {
        return jdbc.sql("select action || ' ' || account from audit.entry where subject = :subject order by id")
                .param("subject", subject)
                .query(String.class)
                .list();
    }
}

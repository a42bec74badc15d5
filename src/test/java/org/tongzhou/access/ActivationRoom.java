package org.tongzhou.access;

import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.enrolment.SomeCovers;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Once;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.NewPerson;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** Members of a unit's roster at an address of their own, and a wall clock that a test moves. */
@RoomTest
abstract class ActivationRoom {
    static final String PASSWORD = "tong zhou gong ji 2";

    @Autowired
    ActivationCodes codes;

    @Autowired
    MemberAccounts members;

    @Autowired
    Accounts accounts;

    @Autowired
    SignIn signIn;

    @Autowired
    Throttle throttle;

    @Autowired
    SomePhones phones;

    @Autowired
    SomeCovers covers;

    @Autowired
    Once once;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestData data;

    Instant wall = Instant.now();

    final String address = "2001:db8:" + UUID.randomUUID().toString().substring(0, 4) + ":"
            + UUID.randomUUID().toString().substring(0, 4) + "::1";

    /** Somebody on a roster, as it stands there. */
    record Member(NewPerson row, PersonId person, Unit unit) {}

    Member member() {
        return member(TestData.newPerson(Sex.FEMALE, LocalDate.of(1990, 3, 8)));
    }

    Member member(NewPerson row) {
        Unit unit = data.unit(TestData.DAYE);
        return new Member(row, covers.hospital(unit, row), unit);
    }

    Activation activation() {
        return new Activation(codes, members, phones, throttle, once, () -> wall, transactions);
    }

    String ask(NewPerson who) {
        return ask(who, who.name());
    }

    String ask(NewPerson who, String name) {
        return activation().ask(FUND, new Activation.Claimed(name, who.id(), address, NOW));
    }

    Standing letIn(String ask, String code) {
        return letIn(ask, code, UUID.randomUUID().toString());
    }

    Standing letIn(String ask, String code, String key) {
        Outcome.Welcome in = (Outcome.Welcome) answer(ask, code, key);
        return accounts.standing(FUND, in.account()).orElseThrow();
    }

    Outcome answer(String ask, String code, String key) {
        return activation().letIn(FUND, new Activation.Answer(ask, code, PASSWORD, key, address, NOW));
    }

    /** By the code that came last. */
    Standing arrive(Member member) {
        return letIn(ask(member.row()), phones.newest(member.person()));
    }

    void after(Duration time) {
        wall = wall.plus(time);
    }

    /** An account that the administrator opened for a person. */
    OneTimePassword opened(PersonId person, String login, String path, Set<Role> roles) {
        return accounts.open(Actor.system(FUND), new NewAccount(login, "样例", person, null, path, roles), NOW);
    }

    Outcome signIn(String login, String password) {
        return signIn.attempt(new SignInAttempt(FUND, login, password, address, NOW));
    }

    static String other(String code) {
        return code.equals("000000") ? "000001" : "000000";
    }
}

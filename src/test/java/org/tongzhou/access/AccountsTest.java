package org.tongzhou.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.tongzhou.testing.Refused.refused;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.tongzhou.access.web.Visits;
import org.tongzhou.enrolment.SomeCovers;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Outbox;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

@RoomTest
class AccountsTest {
    private static final String DAYE_PATH = "/42/4202/420281/";
    private static final Actor SYSTEM = Actor.system(TestData.FUND);

    @Autowired
    Accounts accounts;

    @Autowired
    Administrators administrators;

    @Autowired
    Credentials credentials;

    @Autowired
    AccountRows rows;

    @Autowired
    TestData data;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SomeCovers covers;

    @Autowired
    AccountSearch search;

    @Autowired
    People people;

    @Autowired
    MockMvc mvc;

    @Autowired
    Visits visits;

    @Test
    void anAdministratorOpensAccountsOnlyInsideTheTerritory() {
        Actor daye = data.actor(Role.ADMIN, DAYE_PATH);
        assertThat(accounts.open(daye, account(DAYE_PATH, Role.AUDITOR), TestData.NOW)
                        .password())
                .hasSize(19);
        refused("not_found", () -> accounts.open(daye, account("/42/4201/", Role.AUDITOR), TestData.NOW));
        refused("not_found", () -> accounts.open(daye, account("/42/", Role.AUDITOR), TestData.NOW));
    }

    @Test
    void onlyAnAdministratorDoes() {
        for (Role role : Role.values()) {
            if (role != Role.ADMIN) {
                Actor actor = data.actor(role, TestData.PROVINCE);
                refused("not_allowed", () -> accounts.open(actor, reviewer(DAYE_PATH), TestData.NOW));
                refused("not_allowed", () -> search.staff(actor, ""));
                refused("not_allowed", () -> search.search(actor, "admin", ""));
            }
        }
    }

    @Test
    void roleAndTerritoryMustFit() {
        Actor admin = data.actor(Role.ADMIN, TestData.PROVINCE);
        refused("role_level", () -> accounts.open(admin, account("/42/", Role.COUNTY_REVIEWER), TestData.NOW));
        refused("role_level", () -> accounts.open(admin, account(DAYE_PATH, Role.CITY_REVIEWER), TestData.NOW));
        refused("role_level", () -> accounts.open(admin, account(DAYE_PATH, Role.UNIT_OFFICER), TestData.NOW));
        refused("role_of_programs", () -> accounts.open(admin, account("/42/", Role.PARTNER), TestData.NOW));
        Unit unit = data.unit(TestData.DAYE);
        NewAccount elsewhere = new NewAccount(login(), "周敏", data.person(), unit.id(), DAYE_PATH, Set.of(Role.AUDITOR));
        refused("unit_territory", () -> accounts.open(admin, elsewhere, TestData.NOW));
    }

    @Test
    void aLoginIsTakenOnceAndHasOneForm() {
        Actor admin = data.actor(Role.ADMIN, TestData.PROVINCE);
        NewAccount first = account("/42/", Role.AUDITOR);
        accounts.open(admin, first, TestData.NOW);
        NewAccount second = new NewAccount(first.login(), "郑红", data.person(), null, "/42/", Set.of(Role.AUDITOR));
        refused("login_taken", () -> accounts.open(admin, second, TestData.NOW));
        for (String odd : new String[] {"", "a", "Upper", "with space", "x".repeat(65), "名字", "-first", "a'b"}) {
            refused("login_form", () -> new NewAccount(odd, "郑红", data.person(), null, "/42/", Set.of(Role.AUDITOR)));
        }
    }

    @Test
    void anOldPasswordUnderNewerCostDoesNotComeBackOverAChangedOne() {
        Actor admin = data.actor(Role.ADMIN, TestData.PROVINCE);
        NewAccount opened = account("/42/", Role.AUDITOR);
        long id = accounts.open(admin, opened, TestData.NOW).account();
        AccountRows.Secret old = rows.secret(TestData.FUND, opened.login()).orElseThrow();
        accounts.reset(admin, id, TestData.NOW);
        String reset = rows.passwordHash(TestData.FUND, id);
        rows.rehash(TestData.FUND, old, "the old password again");
        assertThat(rows.passwordHash(TestData.FUND, id)).isEqualTo(reset);
    }

    @Test
    void nobodyChangesTheirOwnAccount() {
        long id =
                accounts.open(SYSTEM, account("/42/", Role.ADMIN), TestData.NOW).account();
        Actor self = accounts.standing(TestData.FUND, id).orElseThrow().actor();
        refused("own_account", () -> accounts.changeRoles(self, id, Set.of(Role.FINANCE_CHECKER), TestData.NOW));
        refused("own_account", () -> accounts.deactivate(self, id, TestData.NOW));
        refused("own_account", () -> accounts.reset(self, id, TestData.NOW));
    }

    /** With a second account somebody would be two people to every rule that asks for two accounts of an administrator. */
    @Test
    void nobodyOpensOrChangesAnotherAccountOfTheirOwn() {
        Actor admin = data.actor(Role.ADMIN, TestData.PROVINCE);
        PersonId person = Objects.requireNonNull(admin.person());
        NewAccount own = new NewAccount(login(), "周敏", person, null, "/42/", Set.of(Role.FINANCE_CHECKER));
        refused("own_account", () -> accounts.open(admin, own, TestData.NOW));
        NewAccount program = new NewAccount(login(), "接口", person, null, "/42/", Set.of(Role.PARTNER));
        refused("own_account", () -> credentials.issue(admin, program, TestData.NOW));
        long second = accounts.open(SYSTEM, own, TestData.NOW).account();
        refused("own_account", () -> accounts.changeRoles(admin, second, Set.of(Role.ADMIN), TestData.NOW));
        refused("own_account", () -> accounts.reset(admin, second, TestData.NOW));
        refused("own_account", () -> accounts.reactivate(admin, second, TestData.NOW));
        accounts.deactivate(admin, second, TestData.NOW);
        assertThat(accounts.find(admin, second).active()).isFalse();
    }

    @Test
    void everyAccountThatCanActHasAPersonBehindIt() {
        Actor admin = data.actor(Role.ADMIN, TestData.PROVINCE);
        long id = accounts.open(admin, account("/42/", Role.AUDITOR), TestData.NOW)
                .account();
        assertThatThrownBy(() -> jdbc.sql("update access.account set person = null, must_change = false where id = :id")
                        .param("id", id)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void theFirstAdministratorIsOpenedOnceAndNamedBeforeActing() {
        FundId fund = new FundId(51);
        OneTimePassword first = administrators.openFirst(fund, TestData.NOW).orElseThrow();
        assertThat(administrators.openFirst(fund, TestData.NOW)).isEmpty();
        Standing before = accounts.standing(fund, first.account()).orElseThrow();
        assertThat(before.hasPerson()).isFalse();
        refused("password_changed", () -> accounts.replaceOneTimePassword(before, "a good long phrase", TestData.NOW));
        accounts.nameFirstAdministrator(
                before, TestData.newPerson(Sex.FEMALE, LocalDate.of(1990, 1, 1)), "a good long phrase", TestData.NOW);
        Standing after = accounts.standing(fund, first.account()).orElseThrow();
        assertThat(after.hasPerson()).isTrue();
        assertThat(after.mustChange()).isFalse();
        assertThat(after.actor().name()).isNotEqualTo("admin");
    }

    @Test
    void everyActLeavesALineInTheTrailWithoutSecrets() {
        Actor admin = data.actor(Role.ADMIN, TestData.PROVINCE);
        OneTimePassword opened = accounts.open(admin, account("/42/", Role.AUDITOR), TestData.NOW);
        accounts.reset(admin, opened.account(), TestData.NOW);
        accounts.changeRoles(admin, opened.account(), Set.of(Role.MEMBER), TestData.NOW);
        accounts.deactivate(admin, opened.account(), TestData.NOW);
        accounts.reactivate(admin, opened.account(), TestData.NOW);
        assertThat(jdbc.sql("select action from audit.entry where subject = :subject order by id")
                        .param("subject", "account:" + opened.account())
                        .query(String.class)
                        .list())
                .containsExactly(
                        "account.opened",
                        "account.reset",
                        "account.roles_changed",
                        "account.deactivated",
                        "account.reactivated");
    }

    @Test
    void secretsAreInNoText() {
        Actor admin = data.actor(Role.ADMIN, TestData.PROVINCE);
        OneTimePassword password = accounts.open(admin, account("/42/", Role.AUDITOR), TestData.NOW);
        IssuedCredential credential = credentials.issue(admin, account("/42/", Role.AUDITOR), TestData.NOW);
        assertThat(password.toString()).doesNotContain(password.password());
        assertThat(credential.toString()).doesNotContain(credential.secret());
        assertThat(new SignInAttempt(TestData.FUND, "a", "top secret", "::1", TestData.NOW).toString())
                .doesNotContain("top secret");
        assertThat(jdbc.sql("select count(*) from access.account where password_hash not like '$argon2id$%'"
                                + " and password_hash not like 'no password%'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aMembersAccountIsOpenedWhereTheMemberIsCovered() {
        NewPerson row = TestData.newPerson(Sex.MALE, LocalDate.of(1985, 6, 15));
        PersonId person = covers.hospital(data.unit("420102"), row);
        Actor daye = data.actor(Role.ADMIN, DAYE_PATH);
        NewAccount member = new NewAccount(login(), row.name(), person, null, DAYE_PATH, Set.of(Role.MEMBER));
        refused("member_elsewhere", () -> accounts.open(daye, member, TestData.NOW));
        NewAccount auditor = new NewAccount(login(), row.name(), person, null, DAYE_PATH, Set.of(Role.AUDITOR));
        long id = accounts.open(daye, auditor, TestData.NOW).account();
        refused(
                "member_elsewhere",
                () -> accounts.changeRoles(daye, id, Set.of(Role.AUDITOR, Role.MEMBER), TestData.NOW));
        Actor province = data.actor(Role.ADMIN, TestData.PROVINCE);
        assertThat(accounts.open(province, member, TestData.NOW).login()).isEqualTo(member.login());
    }

    @Test
    void aMembersAccountIsLetInAgainWhereTheMemberIsCoveredByNow() {
        NewPerson row = TestData.newPerson(Sex.MALE, LocalDate.of(1985, 6, 15));
        PersonId person = covers.hospital(data.unit("420102"), row);
        Actor province = data.actor(Role.ADMIN, TestData.PROVINCE);
        NewAccount before = new NewAccount(login(), row.name(), person, null, DAYE_PATH, Set.of(Role.MEMBER));
        long id = accounts.open(province, before, TestData.NOW).account();
        Actor daye = data.actor(Role.ADMIN, DAYE_PATH);
        refused("member_elsewhere", () -> accounts.reset(daye, id, TestData.NOW));
        accounts.deactivate(daye, id, TestData.NOW);
        refused("member_elsewhere", () -> accounts.reactivate(daye, id, TestData.NOW));
        accounts.reactivate(province, id, TestData.NOW);
        assertThat(accounts.reset(province, id, TestData.NOW).login()).isEqualTo(before.login());
    }

    @Test
    void whoeverGetsAnAccountIsTold() {
        NewAccount opened = account("/42/", Role.AUDITOR);
        accounts.open(data.actor(Role.ADMIN, TestData.PROVINCE), opened, TestData.NOW);
        assertThat(jdbc.sql("select template from notice.message where person = :person")
                        .param("person", opened.person().value())
                        .query(String.class)
                        .list())
                .containsExactly("notice.account.opened");
    }

    @Test
    void whosePasswordIsResetIsTold() {
        Actor admin = data.actor(Role.ADMIN, TestData.PROVINCE);
        NewAccount account = account("/42/", Role.AUDITOR);
        accounts.reset(admin, accounts.open(admin, account, TestData.NOW).account(), TestData.NOW);
        assertThat(jdbc.sql("select template || ' ' || args[1] from notice.message where person = :person order by id")
                        .param("person", account.person().value())
                        .query(String.class)
                        .list())
                .containsExactly("notice.account.opened " + account.login(), "notice.account.reset " + account.login());
    }

    @Test
    void whoseAccountIsClosedOpenedAgainOrGivenOtherRolesIsTold() {
        Actor admin = data.actor(Role.ADMIN, TestData.PROVINCE);
        NewAccount account = account("/42/", Role.AUDITOR);
        long id = accounts.open(admin, account, TestData.NOW).account();
        accounts.changeRoles(admin, id, Set.of(Role.MEMBER, Role.AUDITOR), TestData.NOW);
        accounts.changeRoles(admin, id, Set.of(Role.MEMBER, Role.AUDITOR), TestData.NOW);
        accounts.deactivate(admin, id, TestData.NOW);
        accounts.deactivate(admin, id, TestData.NOW);
        accounts.reactivate(admin, id, TestData.NOW);
        String login = account.login();
        String roles = Outbox.Telling.either("职工、审计", "Member, Auditor");
        assertThat(jdbc.sql(
                                "select template || ' ' || array_to_string(args, ' ') from notice.message where person = :person order by id")
                        .param("person", account.person().value())
                        .query(String.class)
                        .list())
                .containsExactly(
                        "notice.account.opened " + login,
                        "notice.account.roles " + login + " " + roles,
                        "notice.account.closed " + login,
                        "notice.account.reopened " + login);
    }

    /** Whoever answers for a program signs in as before. */
    @Test
    void nobodyIsToldOfTheAccountOfAProgram() {
        Actor admin = data.actor(Role.ADMIN, TestData.PROVINCE);
        NewAccount program = account("/42/", Role.AUDITOR);
        long id = credentials.issue(admin, program, TestData.NOW).account();
        accounts.deactivate(admin, id, TestData.NOW);
        assertThat(jdbc.sql("select count(*) from notice.message where person = :person")
                        .param("person", program.person().value())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void theFormOfANewAccountKeepsThePhoneThatTheFundKnows() throws Exception {
        NewPerson row = TestData.newPerson(Sex.MALE, LocalDate.of(1985, 6, 15));
        PersonId person = covers.hospital(data.unit(TestData.DAYE), row);
        form(login(), row.name(), row).andExpect(status().isOk());
        assertThat(people.phone(TestData.FUND, person)).hasValue(row.phone());
    }

    /** Two digits changed places, and the account would be a stranger's: their phone would bring its messages and its codes. */
    @Test
    void theFormOfANewAccountTakesNobodyUnderAnotherName() throws Exception {
        NewPerson row = TestData.newPerson(Sex.MALE, LocalDate.of(1985, 6, 15));
        covers.hospital(data.unit(TestData.DAYE), row);
        String login = login();
        form(login, "诸葛问", row)
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().string(containsString("这个证件号登记的是另一个姓名")))
                .andExpect(content().string(not(containsString(row.name()))));
        assertThat(accounts.actor(TestData.FUND, login)).isEmpty();
    }

    private ResultActions form(String login, String name, NewPerson row) throws Exception {
        return mvc.perform(post("/accounts")
                .param("login", login)
                .param("name", name)
                .param("idNumber", row.id().number())
                .param("phone", "13912345678")
                .param("territory", TestData.DAYE)
                .param("roles", "MEMBER")
                .param("request_key", UUID.randomUUID().toString())
                .with(csrf())
                .with(visits.of(data.actor(Role.ADMIN, DAYE_PATH))));
    }

    private NewAccount reviewer(String path) {
        return account(path, Role.COUNTY_REVIEWER);
    }

    private NewAccount account(String path, Role role) {
        return new NewAccount(login(), "周敏", data.person(), null, path, Set.of(role));
    }

    private static String login() {
        return "a" + UUID.randomUUID().toString().substring(0, 12);
    }
}

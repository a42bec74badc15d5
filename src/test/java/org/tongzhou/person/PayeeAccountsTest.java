package org.tongzhou.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.PROVINCE;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Checksums;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** The account that a benefit goes to: a roster fills a gap, and a change takes a proof, a while and a second person. */
@RoomTest
class PayeeAccountsTest {
    private static final LocalDate TODAY = TestData.TODAY;

    @Autowired
    private People people;

    @Autowired
    private PayeeAccounts accounts;

    @Autowired
    private TestData some;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    @Test
    void aRosterNeverChangesAKnownPayeeAccount() {
        NewPerson woman = PeopleTest.women(1).get(0);
        PersonId id = people.registerAll(FUND, List.of(woman), NOW).get(0);
        NewPerson thief = new NewPerson("另一人", woman.id(), null, "6217002680011223345");
        assertThat(people.registerAll(FUND, List.of(thief), NOW)).containsExactly(id);
        assertThat(people.payee(FUND, id).account()).isEqualTo(woman.card());
        assertThat(people.payee(FUND, id).name()).isEqualTo(woman.name());
    }

    @Test
    void aCardFillsAGap() {
        NewPerson woman = PeopleTest.women(1).get(0);
        NewPerson without = new NewPerson(woman.name(), woman.id(), woman.phone(), null);
        PersonId id = people.registerAll(FUND, List.of(without), NOW).get(0);
        refused("payee_account_missing", () -> people.payee(FUND, id));
        people.registerAll(FUND, List.of(woman), NOW);
        assertThat(people.payee(FUND, id).account()).isEqualTo(woman.card());
        assertThat(people.payee(FUND, id).payableOn(TODAY)).isTrue();
    }

    @Test
    void aNewAccountIsHeldUntilItIsConfirmedAndCooled() {
        PersonId id = some.person();
        long change = accounts.change(some.actor(Role.MEMBER, PROVINCE, id), newCard(id, true), NOW);
        assertThat(people.payee(FUND, id).payableOn(TODAY.plusDays(30))).isFalse();
        accounts.confirm(some.actor(Role.COUNTY_REVIEWER, PROVINCE), change, NOW.plus(1, ChronoUnit.HOURS));
        Payee payee = people.payee(FUND, id);
        assertThat(payee.account()).isEqualTo("6217002680011223345");
        assertThat(payee.bankName()).isEqualTo("建设银行");
        assertThat(payee.openFrom()).isEqualTo(TODAY.plusDays(3));
        assertThat(payee.payableOn(TODAY.plusDays(2))).isFalse();
        assertThat(payee.payableOn(TODAY.plusDays(3))).isTrue();
        assertThat(people.card(FUND, id).cardTail()).isEqualTo("3345");
    }

    @Test
    void aNewAccountNeedsProofAndASecondPerson() {
        PersonId id = some.person();
        Actor member = some.actor(Role.MEMBER, PROVINCE, id);
        Actor reviewer = some.actor(Role.COUNTY_REVIEWER, PROVINCE);
        refused("reauthenticate", () -> accounts.change(member, newCard(id, false), NOW));
        refused("not_allowed", () -> accounts.change(some.actor(Role.MEMBER, PROVINCE), newCard(id, true), NOW));
        refused("card_form", () -> accounts.change(member, new AccountChange(id, "6217 0026", null, true, null), NOW));
        refused(
                "card_form",
                () -> accounts.change(member, new AccountChange(id, "62170026800", null, true, null), NOW));
        for (String bank : List.of("行".repeat(61), "建设\n银行", "\u0001")) {
            AccountChange wanted = new AccountChange(id, "6217002680011223345", bank, true, null);
            refused("bank_name", () -> accounts.change(member, wanted, NOW));
        }
        refused("account_reason", () -> accounts.change(reviewer, newCard(id, true), NOW));
        refused("account_reason", () -> accounts.change(reviewer, atTheDesk(id, "本人 "), NOW));
        refused("account_reason", () -> accounts.change(reviewer, atTheDesk(id, "看".repeat(201)), NOW));
        long change = accounts.change(reviewer, atTheDesk(id, "看了身份证和卡"), NOW);
        refused("account_change_open", () -> accounts.change(member, newCard(id, true), NOW));
        refused("second_person", () -> accounts.confirm(reviewer, change, NOW));
        Actor samePersonElsewhere = some.actor(Role.FINANCE_CHECKER, PROVINCE, reviewer.person());
        refused("second_person", () -> accounts.confirm(samePersonElsewhere, change, NOW));
        refused("second_person", () -> accounts.confirm(some.actor(Role.CITY_REVIEWER, PROVINCE, id), change, NOW));
        refused("not_allowed", () -> accounts.confirm(some.actor(Role.MEMBER, PROVINCE), change, NOW));
    }

    /** What a roster may bring as an account may be asked for here: passbooks have fewer digits than cards. */
    @Test
    void anAccountOfTwelveDigitsIsOneAsInARoster() {
        PersonId id = some.person();
        String passbook = "621700268001";
        assertThat(Checksums.isCardNumber(passbook)).isTrue();
        Actor member = some.actor(Role.MEMBER, PROVINCE, id);
        long change = accounts.change(member, new AccountChange(id, passbook, null, true, null), NOW);
        accounts.confirm(some.actor(Role.COUNTY_REVIEWER, PROVINCE), change, NOW);
        assertThat(people.payee(FUND, id).account()).isEqualTo(passbook);
    }

    /** A person has no territory, so their account is the business of who sees the whole fund. */
    @Test
    void aChangedAccountIsNeitherShownNorConfirmedBelowTheProvince() {
        PersonId id = some.person();
        long change = accounts.change(some.actor(Role.MEMBER, PROVINCE, id), newCard(id, true), NOW);
        for (Actor below : List.of(
                some.actor(Role.FINANCE_CHECKER, "/42/4202/420281/"), some.actor(Role.COUNTY_REVIEWER, "/42/4203/"))) {
            refused("not_found", () -> accounts.open(below, null));
            refused("not_found", () -> accounts.confirm(below, change, NOW));
        }
        accounts.confirm(some.actor(Role.FINANCE_CHECKER, PROVINCE), change, NOW);
    }

    @Test
    void theDatabaseItselfRefusesAChangeConfirmedByItsAsker() {
        PersonId id = some.person();
        long change = accounts.change(some.actor(Role.MEMBER, PROVINCE, id), newCard(id, true), NOW);
        assertThatThrownBy(() -> jdbc.sql("""
            update person.account_change
            set state = 'CONFIRMED', confirmed_by = asked_by, confirmed_at = asked_at where id = ?
            """).param(change).update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void aWithdrawnChangeLeavesTheOldAccountOpen() {
        PersonId id = some.person();
        Actor member = some.actor(Role.MEMBER, PROVINCE, id);
        Payee before = people.payee(FUND, id);
        long change = accounts.change(member, newCard(id, true), NOW);
        assertThat(accounts.open(some.actor(Role.COUNTY_REVIEWER, PROVINCE), Long.toString(change - 1))
                        .items())
                .filteredOn(open -> open.id() == change)
                .singleElement()
                .satisfies(open -> assertThat(open.cardTail()).isEqualTo("3345"));
        accounts.withdraw(member, change, NOW);
        assertThat(people.payee(FUND, id)).isEqualTo(before);
        refused("account_change_done", () -> accounts.confirm(some.actor(Role.COUNTY_REVIEWER, PROVINCE), change, NOW));
    }

    /** Somebody with a stolen sign-in asks, and the member says on the telephone that it was not them. */
    @Test
    void aRefusedChangeLeavesTheOldAccountOpenAndTheMemberIsTold() {
        PersonId id = some.person();
        Payee before = people.payee(FUND, id);
        long change = accounts.change(some.actor(Role.MEMBER, PROVINCE, id), newCard(id, true), NOW);
        Actor checker = some.actor(Role.FINANCE_CHECKER, PROVINCE);
        accounts.refuse(checker, change, Doubt.DENIED, NOW);
        assertThat(people.payee(FUND, id)).isEqualTo(before);
        assertThat(before.payableOn(TODAY)).isTrue();
        refused("account_change_done", () -> accounts.confirm(checker, change, NOW));
        refused("account_change_done", () -> accounts.refuse(checker, change, Doubt.DENIED, NOW));
        assertThat(of("select template from notice.message where person = ? order by id", id.value()))
                .containsExactly("notice.account.changed", "notice.account.refused");
        assertThat(of("select details::text from audit.entry where subject = ? order by id", "person:" + id.value()))
                .last()
                .asString()
                .contains("DENIED");
    }

    @Test
    void anHonestMemberReadsWhyTheirCardWasRefusedAndWhatToDo() throws Exception {
        Actor member = some.actor(Role.MEMBER, PROVINCE);
        long change = accounts.change(member, newCard(Objects.requireNonNull(member.person()), true), NOW);
        accounts.refuse(some.actor(Role.FINANCE_CHECKER, PROVINCE), change, Doubt.NOT_REACHED, NOW);
        assertThat(mvc.perform(get("/my/messages").with(visits.of(member)))
                        .andReturn()
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8))
                .contains("登记的收款卡不变。按登记的手机号联系不上您", "不是您申请的");
    }

    @Test
    void whoMayNotConfirmAChangeDoesNotRefuseIt() {
        PersonId id = some.person();
        Actor reviewer = some.actor(Role.COUNTY_REVIEWER, PROVINCE);
        long change = accounts.change(reviewer, atTheDesk(id, "看了身份证和卡"), NOW);
        refused("second_person", () -> accounts.refuse(reviewer, change, Doubt.DENIED, NOW));
        Actor themselves = some.actor(Role.FINANCE_CHECKER, PROVINCE, id);
        refused("second_person", () -> accounts.refuse(themselves, change, Doubt.DENIED, NOW));
        Actor officer = some.actor(Role.UNIT_OFFICER, PROVINCE);
        refused("not_allowed", () -> accounts.refuse(officer, change, Doubt.DENIED, NOW));
        Actor below = some.actor(Role.FINANCE_CHECKER, "/42/4202/420281/");
        refused("not_found", () -> accounts.refuse(below, change, Doubt.DENIED, NOW));
        assertThat(accounts.openOf(Actor.system(TestData.FUND), id)).isPresent();
    }

    private List<String> of(String sql, Object subject) {
        return jdbc.sql(sql).param(subject).query(String.class).list();
    }

    private static AccountChange atTheDesk(PersonId id, String reason) {
        return new AccountChange(id, "6217002680011223345", null, true, reason);
    }

    private static AccountChange newCard(PersonId id, boolean reauthenticated) {
        return new AccountChange(id, "6217002680011223345", null, reauthenticated, null);
    }
}

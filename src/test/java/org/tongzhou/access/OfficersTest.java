package org.tongzhou.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.DAYE;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.access.Officers.Appointed;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;
import org.tongzhou.testing.RoundTrips;
import org.tongzhou.testing.TestData;

/** Units' officers whose accounts are opened together, and who choose their first password by the phone they were named with. */
class OfficersTest extends ActivationRoom {
    @Autowired
    Officers officers;

    @Autowired
    People people;

    private Actor admin() {
        return data.actor(Role.ADMIN, TestData.PROVINCE);
    }

    private Appointed appointed() {
        return new Appointed(data.unit(DAYE), TestData.newPerson(Sex.FEMALE, LocalDate.of(1985, 5, 5)));
    }

    private Appointed opened() {
        Appointed officer = appointed();
        assertThat(officers.openAll(admin(), List.of(officer), NOW)).isEqualTo(1);
        return officer;
    }

    private PersonId person(Appointed officer) {
        return people.find(FUND, officer.person().id()).orElseThrow();
    }

    private static String login(Appointed officer) {
        return "u" + officer.unit().code().toLowerCase(Locale.ROOT);
    }

    private Outcome arrive(Appointed officer) {
        String ask = ask(officer.person());
        return answer(ask, phones.newest(person(officer)), UUID.randomUUID().toString());
    }

    @Test
    void anOfficerChoosesTheFirstPasswordByThePhoneAndThenSignsInAsEverybodyWhoWorksHere() {
        Appointed officer = opened();
        Actor waiting = accounts.actor(FUND, login(officer)).orElseThrow();
        assertThat(waiting.roles()).containsExactly(Role.UNIT_OFFICER);
        assertThat(waiting.scope().path()).isEqualTo(officer.unit().path());
        assertThat(waiting.unit()).isEqualTo(officer.unit().id());
        assertThat(accounts.find(admin(), waiting.userId()).mustChange()).isTrue();
        assertThat(arrive(officer)).isEqualTo(new Outcome.Chosen(login(officer)));
        assertThat(accounts.find(admin(), waiting.userId()).mustChange()).isFalse();
        assertThat(signIn(login(officer), PASSWORD)).isInstanceOf(Outcome.Welcome.class);
    }

    @Test
    void thePhoneIsGoodForTheFirstPasswordAlone() {
        Appointed officer = opened();
        String ask = ask(officer.person());
        String code = phones.newest(person(officer));
        String key = UUID.randomUUID().toString();
        assertThat(answer(ask, code, key)).isEqualTo(answer(ask, code, key));
        refused("activation_over", () -> answer(ask, code, UUID.randomUUID().toString()));
        after(ActivationCodes.APART);
        ask(officer.person());
        assertThat(phones.of(person(officer))).hasSize(1);
    }

    @Test
    void untilThenNoPasswordFits() {
        Appointed officer = opened();
        String kept = jdbc.sql("select password_hash from access.account where login = ?")
                .param(login(officer))
                .query(String.class)
                .single();
        for (String password : List.of("", kept, officer.person().phone())) {
            assertThat(signIn(login(officer), password)).isInstanceOf(Outcome.Wrong.class);
        }
    }

    @Test
    void whoWorksHereInAnotherWayTooOrIsClosedOrResetKeepsToTheAdministrator() {
        Appointed auditor = opened();
        opened(person(auditor), "a" + auditor.person().phone(), TestData.PROVINCE, Set.of(Role.AUDITOR));
        Appointed closed = opened();
        accounts.deactivate(admin(), account(closed), NOW);
        Appointed reset = opened();
        accounts.reset(admin(), account(reset), NOW);
        Appointed reviewing = opened();
        accounts.changeRoles(admin(), account(reviewing), Set.of(Role.UNIT_OFFICER, Role.AUDITOR), NOW);
        for (Appointed each : List.of(auditor, closed, reset, reviewing)) {
            ask(each.person());
            assertThat(phones.of(person(each))).isEmpty();
        }
    }

    private long account(Appointed officer) {
        return accounts.actor(FUND, login(officer)).orElseThrow().userId();
    }

    @Test
    void aMemberWhoIsMadeAnOfficerChoosesThePasswordOfTheOffice() {
        Member member = member();
        Standing before = arrive(member);
        Appointed officer = new Appointed(member.unit(), member.row());
        officers.openAll(admin(), List.of(officer), NOW);
        after(ActivationCodes.APART);
        assertThat(arrive(officer)).isEqualTo(new Outcome.Chosen(login(officer)));
        assertThat(accounts.standing(FUND, before.actor().userId())).contains(before);
    }

    @Test
    void aListBringsNoOtherPhoneForWhomTheFundKnows() {
        Member member = member();
        NewPerson listed = new NewPerson(member.row().name(), member.row().id(), "13700000001", null);
        Appointed officer = new Appointed(member.unit(), listed);
        officers.openAll(admin(), List.of(officer), NOW);
        assertThat(people.phone(FUND, member.person())).hasValue(member.row().phone());
        assertThat(arrive(officer)).isEqualTo(new Outcome.Chosen(login(officer)));
    }

    @Test
    void aPhoneThatARosterBroughtSinceOpensNothing() {
        Appointed officer = opened();
        NewPerson row = officer.person();
        people.registerAll(FUND, List.of(new NewPerson(row.name(), row.id(), "13700000000", null)), NOW);
        refused("activation_over", () -> arrive(officer));
        assertThat(signIn(login(officer), PASSWORD)).isInstanceOf(Outcome.Wrong.class);
    }

    @Test
    void aUnitWithAnOfficerKeepsItsOwnAndTheOneAfterHasANumber() {
        Appointed first = opened();
        Appointed second = new Appointed(first.unit(), TestData.newPerson(Sex.MALE, LocalDate.of(1980, 1, 1)));
        assertThat(officers.openAll(admin(), List.of(second), NOW)).isZero();
        assertThat(people.find(FUND, second.person().id())).isEmpty();
        accounts.deactivate(admin(), account(first), NOW);
        assertThat(officers.openAll(admin(), List.of(second), NOW)).isEqualTo(1);
        assertThat(arrive(second)).isEqualTo(new Outcome.Chosen(login(first) + "-2"));
    }

    @Test
    void twoListsAtOnceOpenOneAccountForAUnit() throws Exception {
        Unit unit = data.unit(DAYE);
        Actor admin = admin();
        List<NewPerson> two = List.of(
                TestData.newPerson(Sex.MALE, LocalDate.of(1980, 1, 1)),
                TestData.newPerson(Sex.MALE, LocalDate.of(1980, 1, 1)));
        ExecutorService clicks = Executors.newFixedThreadPool(2);
        try {
            List<Future<Integer>> both = clicks.invokeAll(List.of(
                    () -> officers.openAll(admin, List.of(new Appointed(unit, two.get(0))), NOW),
                    () -> officers.openAll(admin, List.of(new Appointed(unit, two.get(1))), NOW)));
            assertThat(both.get(0).get() + both.get(1).get()).isEqualTo(1);
        } finally {
            clicks.shutdown();
        }
    }

    @Test
    void administratorsAloneOpenThemAndWithinTheirTerritory() {
        List<Appointed> one = List.of(appointed());
        refused("not_allowed", () -> officers.openAll(data.actor(Role.CITY_REVIEWER, TestData.HUANGSHI), one, NOW));
        refused("not_found", () -> officers.openAll(data.actor(Role.ADMIN, "/42/4201/"), one, NOW));
    }

    @Test
    void theSameIsAskedOfTheDatabaseForAnOfficerAndForAStranger() throws Exception {
        Appointed officer = opened();
        NewPerson stranger = TestData.newPerson(Sex.MALE, LocalDate.of(1980, 1, 1));
        assertThat(said(() -> ask(officer.person())))
                .isEqualTo(said(() -> ask(stranger)))
                .isNotEmpty();
    }

    private static List<String> said(RoundTrips.Work work) throws Exception {
        return RoundTrips.of(work).stream().map(RoundTrips.Trip::brief).toList();
    }

    @Test
    void theTrailSaysHowManyWereOpenedAndWhoChoseAPassword() {
        Appointed officer = opened();
        arrive(officer);
        assertThat(jdbc.sql("select action from audit.entry where subject = ?")
                        .param("account:" + account(officer))
                        .query(String.class)
                        .list())
                .containsExactly("account.opened_by_phone");
        assertThat(jdbc.sql("select details::text from audit.entry where action = 'account.opened_together'")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .allMatch(details -> details.contains("accounts"));
    }
}

package org.tongzhou.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.HUANGSHI;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.PROVINCE;

import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;

/** What makes somebody decide about money is the word of two administrators, and neither of them can come in by it. */
class AppointmentsTest extends AppointmentRoom {
    @Test
    void anAccountIsOpenedByTheWordOfTwo() {
        NewAccount maker = account(Role.FINANCE_MAKER);
        Handed asked = appointments.open(first, maker, NOW);
        assertThat(accounts.actor(FUND, maker.login())).isEmpty();
        Handed confirmed = appointments.confirm(second, asked.appointment(), NOW);
        Standing opened = accounts.standing(FUND, confirmed.account()).orElseThrow();
        assertThat(opened.actor().roles()).containsExactly(Role.FINANCE_MAKER);
        assertThat(opened.mustChange()).isTrue();
        assertThat(told(maker.person())).containsExactly("notice.account.opened");
        assertThat(audited(confirmed.account()))
                .containsExactly("account.opened " + second.userId(), "appointment.confirmed " + second.userId());
    }

    @Test
    void eachHandsOverAHalfAndNeitherHalfOpens() {
        NewAccount maker = account(Role.FINANCE_MAKER);
        Handed asked = appointments.open(first, maker, NOW);
        Handed confirmed = appointments.confirm(second, asked.appointment(), NOW);
        assertThat(asked.part()).isEqualTo(Handed.Part.FIRST);
        assertThat(confirmed.part()).isEqualTo(Handed.Part.SECOND);
        assertThat(signIn(maker.login(), asked.secret())).isInstanceOf(Outcome.Wrong.class);
        assertThat(signIn(maker.login(), confirmed.secret())).isInstanceOf(Outcome.Wrong.class);
        assertThat(signIn(maker.login(), asked.secret() + confirmed.secret())).isInstanceOf(Outcome.Welcome.class);
        assertThat(asked.toString() + confirmed).doesNotContain(asked.secret(), confirmed.secret());
        assertThat(kept(asked.appointment())).doesNotContain(asked.secret().substring(0, 9));
    }

    @Test
    void whatDecidesNothingIsDoneAtOnce() {
        Handed opened = appointments.open(first, account(Role.AUDITOR), NOW);
        assertThat(opened.part()).isEqualTo(Handed.Part.ALL);
        assertThat(appointments.reset(first, opened.account(), NOW).part()).isEqualTo(Handed.Part.ALL);
        assertThat(appointments
                        .give(first, opened.account(), Set.of(Role.AUDITOR, Role.MEMBER), NOW)
                        .waits())
                .isFalse();
        accounts.deactivate(first, opened.account(), NOW);
        assertThat(appointments.reopen(first, opened.account(), NOW).waits()).isFalse();
    }

    @Test
    void whatIsTakenAwayIsGoneAtOnce() {
        long id = deciding(Role.FINANCE_MAKER);
        assertThat(appointments.give(first, id, Set.of(Role.AUDITOR), NOW).waits())
                .isFalse();
        assertThat(accounts.find(first, id).roles()).containsExactly(Role.AUDITOR);
    }

    /** One administrator has handed over the account, and could have kept the way in. */
    @Test
    void whoDecidesForTheFirstTimeComesInAnew() {
        NewAccount auditor = account(Role.AUDITOR);
        Handed whole = appointments.open(first, auditor, NOW);
        Handed asked = appointments.give(first, whole.account(), Set.of(Role.FINANCE_MAKER), NOW);
        assertThat(signIn(auditor.login(), whole.secret())).isInstanceOf(Outcome.Welcome.class);
        Handed confirmed = appointments.confirm(second, asked.appointment(), NOW);
        assertThat(signIn(auditor.login(), whole.secret())).isInstanceOf(Outcome.Wrong.class);
        assertThat(signIn(auditor.login(), asked.secret() + confirmed.secret())).isInstanceOf(Outcome.Welcome.class);
    }

    @Test
    void whoDecidesAlreadyKeepsTheWayIn() {
        long id = deciding(Role.FINANCE_MAKER);
        int version = accounts.standing(FUND, id).orElseThrow().version();
        Handed asked = appointments.give(first, id, Set.of(Role.FINANCE_MAKER, Role.FINANCE_CHECKER), NOW);
        assertThat(asked.part()).isEqualTo(Handed.Part.NOTHING);
        assertThat(accounts.find(first, id).roles()).containsExactly(Role.FINANCE_MAKER);
        appointments.confirm(second, asked.appointment(), NOW);
        assertThat(accounts.find(first, id).roles()).contains(Role.FINANCE_CHECKER);
        assertThat(accounts.standing(FUND, id).orElseThrow().version()).isEqualTo(version);
    }

    @Test
    void aPasswordIsResetByTwo() {
        NewAccount maker = account(Role.FINANCE_MAKER);
        OneTimePassword before = accounts.open(SYSTEM, maker, NOW);
        Handed asked = appointments.reset(first, before.account(), NOW);
        assertThat(signIn(maker.login(), before.password())).isInstanceOf(Outcome.Welcome.class);
        Handed confirmed = appointments.confirm(second, asked.appointment(), NOW);
        assertThat(signIn(maker.login(), before.password())).isInstanceOf(Outcome.Wrong.class);
        assertThat(signIn(maker.login(), asked.secret() + confirmed.secret())).isInstanceOf(Outcome.Welcome.class);
    }

    @Test
    void aClosedAccountIsOpenedAgainByTwo() {
        long id = deciding(Role.FINANCE_MAKER);
        accounts.deactivate(first, id, NOW);
        refused("appointment_closed", () -> appointments.reset(first, id, NOW));
        Handed asked = appointments.reopen(first, id, NOW);
        assertThat(accounts.find(first, id).active()).isFalse();
        appointments.confirm(second, asked.appointment(), NOW);
        assertThat(accounts.find(first, id).active()).isTrue();
    }

    @Test
    void aProgramThatDecidesHasASecretOfTwoHalves() {
        Handed asked = appointments.issue(first, account(Role.COUNTY_REVIEWER, HUANGSHI + "420281/"), NOW);
        Handed confirmed = appointments.confirm(second, asked.appointment(), NOW);
        assertThat(calls(confirmed.login(), asked.secret() + confirmed.secret()))
                .isInstanceOf(Outcome.Welcome.class);
        assertThat(calls(confirmed.login(), confirmed.secret())).isInstanceOf(Outcome.Wrong.class);
        Handed again = appointments.renew(first, confirmed.account(), NOW);
        Handed renewed = appointments.confirm(second, again.appointment(), NOW);
        assertThat(calls(renewed.login(), again.secret() + renewed.secret())).isInstanceOf(Outcome.Welcome.class);
        assertThat(calls(confirmed.login(), asked.secret() + confirmed.secret()))
                .isInstanceOf(Outcome.Welcome.class);
    }

    @Test
    void aProgramThatComesToDecideLosesTheSecretsThatOneMayKnow() {
        IssuedCredential known = credentials.issue(first, account(Role.AUDITOR), NOW);
        Handed asked = appointments.give(first, known.account(), Set.of(Role.PARTNER, Role.FINANCE_MAKER), NOW);
        Handed confirmed = appointments.confirm(second, asked.appointment(), NOW);
        assertThat(calls(known.clientId(), known.secret())).isInstanceOf(Outcome.Wrong.class);
        assertThat(calls(confirmed.login(), asked.secret() + confirmed.secret()))
                .isInstanceOf(Outcome.Welcome.class);
    }

    @Test
    void neitherWhoAskedNorTheOwnerConfirms() {
        NewAccount checker = account(Role.FINANCE_CHECKER);
        long asked = appointments.open(first, checker, NOW).appointment();
        refused("appointment_second", () -> appointments.confirm(first, asked, NOW));
        Actor again = signedIn(data.actor(Role.ADMIN, PROVINCE, Objects.requireNonNull(first.person())));
        refused("appointment_second", () -> appointments.confirm(again, asked, NOW));
        Actor owner = signedIn(data.actor(Role.ADMIN, PROVINCE, checker.person()));
        refused("appointment_second", () -> appointments.confirm(owner, asked, NOW));
        refused("own_account", () -> appointments.open(owner, checker, NOW));
    }

    @Test
    void whoConfirmsHasNoNarrowerTerritory() {
        String county = HUANGSHI + "420281/";
        NewAccount manager = account(Role.MANAGER, county);
        long asked = appointments.open(first, manager, NOW).appointment();
        refused("appointment_narrower", () -> appointments.confirm(administrator(county), asked, NOW));
        refused("not_found", () -> appointments.confirm(administrator("/42/4201/"), asked, NOW));
        long own = appointments
                .open(administrator(county), account(Role.MANAGER, county), NOW)
                .appointment();
        appointments.confirm(administrator(county), own, NOW);
        refused("not_allowed", () -> appointments.confirm(data.actor(Role.MANAGER, PROVINCE), asked, NOW));
    }

    @Test
    void eachIsSettledOnce() {
        long confirmed = appointments.open(first, account(Role.MANAGER), NOW).appointment();
        appointments.confirm(second, confirmed, NOW);
        refused("appointment_done", () -> appointments.confirm(second, confirmed, NOW));
        refused("appointment_done", () -> appointments.drop(first, confirmed, NOW));
        long taken = appointments.open(first, account(Role.MANAGER), NOW).appointment();
        appointments.drop(first, taken, NOW);
        refused("appointment_done", () -> appointments.confirm(second, taken, NOW));
        assertThat(appointments.find(first, taken).state()).isEqualTo(Appointment.State.WITHDRAWN);
        long turned = appointments.open(first, account(Role.MANAGER), NOW).appointment();
        appointments.drop(second, turned, NOW);
        assertThat(appointments.find(first, turned).state()).isEqualTo(Appointment.State.REFUSED);
        assertThat(audited("appointment:" + turned))
                .containsExactly("appointment.asked " + first.userId(), "appointment.refused " + second.userId());
    }

    @Test
    void oneWaitsAtATime() {
        NewAccount opening = account(Role.MANAGER);
        appointments.open(first, opening, NOW);
        refused("appointment_login", () -> appointments.open(second, sameLogin(opening), NOW));
        long id = deciding(Role.FINANCE_MAKER);
        appointments.reset(first, id, NOW);
        refused("appointment_open", () -> appointments.reset(second, id, NOW));
        refused("login_taken", () -> appointments.open(first, sameLogin(existing(id)), NOW));
    }

    @Test
    void whatWaitsForAnAdministratorIsCounted() {
        Actor daye = administrator(HUANGSHI + "420281/");
        Actor other = administrator(HUANGSHI + "420281/");
        long asked = appointments
                .open(daye, account(Role.MANAGER, HUANGSHI + "420281/"), NOW)
                .appointment();
        int before = appointments.count(other);
        assertThat(before).isPositive();
        assertThat(appointments.waiting(other, Long.toString(asked - 1)).items())
                .extracting(Appointment::id)
                .contains(asked);
        assertThat(appointments.count(daye)).isEqualTo(before - 1);
        appointments.drop(other, asked, NOW);
        assertThat(appointments.count(other)).isEqualTo(before - 1);
    }

    @Test
    void whoKeepsTheMachineOpensOneMoreAdministrator() {
        OneTimePassword more = administrators.openAnother(FUND, NOW);
        Standing nameless = accounts.standing(FUND, more.account()).orElseThrow();
        assertThat(nameless.actor().roles()).containsExactly(Role.ADMIN);
        assertThat(nameless.hasPerson()).isFalse();
        assertThat(administrators.openAnother(FUND, NOW).login()).isNotEqualTo(more.login());
        assertThat(audited(more.account())).containsExactly("account.opened_at_machine 0");
    }
}

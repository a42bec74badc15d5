package org.tongzhou.hospital;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.PROVINCE;

import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.access.Accounts;
import org.tongzhou.access.Appointments;
import org.tongzhou.access.Credentials;
import org.tongzhou.access.Handed;
import org.tongzhou.access.IssuedCredential;
import org.tongzhou.access.NewAccount;
import org.tongzhou.access.Outcome;
import org.tongzhou.access.SignInAttempt;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;

/** What a sender reports is paid without asking once two administrators have said so, and by a secret that neither of them knows. */
class TrustedSendersTest extends ReportRoom {
    @Autowired
    Appointments appointments;

    @Autowired
    Accounts accounts;

    @Autowired
    Credentials credentials;

    @Autowired
    Senders registered;

    private Actor first;
    private Actor second;

    @BeforeEach
    void twoAdministrators() {
        first = data.actor(Role.ADMIN, PROVINCE);
        second = data.actor(Role.ADMIN, PROVINCE);
        visits.of(first);
        visits.of(second);
    }

    @Test
    void oneAdministratorTrustsNobody() {
        refused("appointed_by_two", () -> registered.register(first, sender(true), NOW));
        Sender sender = sender(registered.register(first, sender(false), NOW));
        Handed asked = registered.trust(first, sender.id(), NOW);
        assertThat(registered.find(first, sender.id()).trusted()).isFalse();
        refused("appointment_second", () -> appointments.confirm(first, asked.appointment(), NOW));
        assertThat(appointments.find(second, asked.appointment()).subject().name())
                .isEqualTo(sender.name());
    }

    @Test
    void twoTrustIt() {
        IssuedCredential known = registered.register(first, sender(false), NOW);
        Sender sender = sender(known);
        Handed asked = registered.trust(first, sender.id(), NOW);
        Handed confirmed = appointments.confirm(second, asked.appointment(), NOW);
        assertThat(registered.find(first, sender.id()).trusted()).isTrue();
        assertThat(calls(known.clientId(), known.secret())).isInstanceOf(Outcome.Wrong.class);
        assertThat(calls(confirmed.login(), asked.secret() + confirmed.secret()))
                .isInstanceOf(Outcome.Welcome.class);
        refused("hospital_trusted", () -> registered.trust(first, sender.id(), NOW));
    }

    @Test
    void whoIsTrustedIsHandedNothingByOne() {
        long account =
                registered.register(Actor.system(FUND), sender(true), NOW).account();
        refused("appointed_by_two", () -> credentials.renew(first, account, NOW));
        accounts.deactivate(first, account, NOW);
        refused("appointed_by_two", () -> accounts.reactivate(first, account, NOW));
    }

    @Test
    void oneTakesTheTrustAway() {
        Sender sender = sender(registered.register(Actor.system(FUND), sender(true), NOW));
        registered.distrust(first, sender.id(), NOW);
        assertThat(registered.find(first, sender.id()).trusted()).isFalse();
    }

    /** It decided already, so nothing was to be handed over; since it is trusted no more, one has a whole secret of it. */
    @Test
    void whoDecidesNoMoreMeanwhileIsGivenNothingByTheWayInThatOneKnows() {
        IssuedCredential issued = registered.register(Actor.system(FUND), sender(true), NOW);
        Set<Role> more = Set.of(Role.PARTNER, Role.FINANCE_MAKER);
        long asked = appointments.give(first, issued.account(), more, NOW).appointment();
        registered.distrust(first, sender(issued).id(), NOW);
        credentials.renew(first, issued.account(), NOW);
        refused("appointment_moved", () -> appointments.confirm(second, asked, NOW));
    }

    /** Nothing changes, so nothing is kept of it. */
    @Test
    void whoIsNotTrustedLosesNothing() {
        Sender sender = sender(registered.register(Actor.system(FUND), sender(true), NOW));
        registered.distrust(first, sender.id(), NOW);
        assertThat(registered.distrust(first, sender.id(), NOW)).isZero();
        assertThat(jdbc.sql("select count(*) from audit.entry where action = 'hospital.trusted' and subject = :sender")
                        .param("sender", "sender:" + sender.id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    private Outcome calls(String client, String secret) {
        return credentials.authenticate(
                new SignInAttempt(FUND, client, secret, UUID.randomUUID().toString(), NOW));
    }

    private Sender sender(IssuedCredential issued) {
        return registered.of(
                accounts.standing(FUND, issued.account()).orElseThrow().actor());
    }

    private Senders.NewSender sender(boolean trusted) {
        String login = "h" + UUID.randomUUID().toString().substring(0, 12);
        NewAccount account = new NewAccount(login, "信息科", data.person(), null, PROVINCE, Set.of(Role.PARTNER));
        return new Senders.NewSender("样例医院" + login, Sender.Kind.HOSPITAL, trusted, account);
    }
}

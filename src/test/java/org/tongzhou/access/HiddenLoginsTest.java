package org.tongzhou.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.TestData.FUND;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.TestData;

/** A database of an earlier version, whose members' logins are their mobiles in clear, at the next start. */
class HiddenLoginsTest extends ActivationRoom {
    @Autowired
    HiddenLogins hidden;

    @Autowired
    WebSessions sessions;

    @Test
    void mobilesGiveWayAndTheirOwnersGoOnAsBefore() {
        Member member = member();
        Standing in = arrive(member);
        String mobile = member.row().phone();
        String session = sessions.open(new WebSessions.Proved(in.actor().userId(), in.version(), false));
        older(in.actor().userId(), "m" + mobile);
        hidden.afterSingletonsInstantiated();
        assertThat(login(in.actor().userId())).isEqualTo(in.login());
        assertThat(sessions.find(session)).isPresent();
        assertThat(signIn("m" + mobile, PASSWORD)).isInstanceOf(Outcome.Welcome.class);
        hidden.afterSingletonsInstantiated();
        assertThat(login(in.actor().userId())).as("of a second start").isEqualTo(in.login());
    }

    @Test
    void theNumberOfOneWhoSharesAMobileStays() {
        Member member = member();
        Standing in = arrive(member);
        older(in.actor().userId(), "m" + member.row().phone() + "-2");
        hidden.afterSingletonsInstantiated();
        assertThat(signIn(member.row().phone() + "-2", PASSWORD)).isInstanceOf(Outcome.Welcome.class);
    }

    @Test
    void whoHadTheBareNumberBesideIsTheNext() {
        Member member = member();
        Standing in = arrive(member);
        OneTimePassword bare =
                opened(data.person(), "x" + member.row().phone(), TestData.PROVINCE, Set.of(Role.AUDITOR));
        older(in.actor().userId(), "m" + member.row().phone());
        older(bare.account(), member.row().phone());
        hidden.afterSingletonsInstantiated();
        assertThat(Set.of(login(in.actor().userId()), login(bare.account())))
                .containsExactlyInAnyOrder(in.login(), in.login() + "-2");
    }

    @Test
    void triesThatWereCountedStayCounted() {
        Member member = member();
        Standing in = arrive(member);
        String before = "m" + member.row().phone();
        Throttle.Subject earlier = new Throttle.Subject(FUND, Throttle.Kind.ACCOUNT, before);
        for (int i = 0; i < 6; i++) {
            throttle.take(earlier, wall);
        }
        older(in.actor().userId(), before);
        hidden.afterSingletonsInstantiated();
        assertThat(signIn(member.row().phone(), PASSWORD)).isInstanceOf(Outcome.Wait.class);
    }

    /** As the version before wrote it. */
    private void older(long account, String login) {
        jdbc.sql("update access.account set login = ? where id = ?")
                .params(login, account)
                .update();
    }

    private String login(long account) {
        return accounts.standing(FUND, account).orElseThrow().login();
    }
}

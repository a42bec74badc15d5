package org.tongzhou.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.NOW;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.kernel.AuditTrail;

/** More passwords at once than the machine can check: whose was not looked at has not guessed. */
class BusySignInTest extends ActivationRoom {
    /** Nobody gets a turn. */
    private static final Passwords NO_TURN = new Passwords(1024, 1) {
        @Override
        Optional<Boolean> matchesSoon(String password, Optional<String> hash) {
            return Optional.empty();
        }
    };

    @Autowired
    AccountRows rows;

    @Autowired
    Logins logins;

    @Autowired
    AuditTrail audit;

    private Outcome busy(String login) {
        SignIn signIn = new SignIn(rows, logins, NO_TURN, throttle, audit, InstantSource.system());
        return signIn.attempt(new SignInAttempt(FUND, login, PASSWORD, address, NOW));
    }

    @Test
    void whoIsToldToComeAgainInTwoSecondsMayComeAsOftenAsItTakes() {
        String login = arrive(member()).login();
        for (int i = 0; i < 40; i++) {
            assertThat(busy(login)).isEqualTo(new Outcome.Wait(Duration.ofSeconds(2)));
        }
        assertThat(signIn(login, PASSWORD)).isInstanceOf(Outcome.Welcome.class);
    }

    @Test
    void whatWasGuessedBeforeStaysCounted() {
        String login = arrive(member()).login();
        for (int i = 0; i < 4; i++) {
            assertThat(signIn(login, "not the one")).isInstanceOf(Outcome.Wrong.class);
            busy(login);
        }
        assertThat(signIn(login, "not the one")).isInstanceOf(Outcome.Wrong.class);
        assertThat(signIn(login, PASSWORD)).isInstanceOf(Outcome.Wait.class);
    }
}

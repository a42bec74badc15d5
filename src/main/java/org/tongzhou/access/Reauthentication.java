package org.tongzhou.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Refusal;

/** The password once more, before something that a session left open must not be enough for. */
@Component
public class Reauthentication {
    private final Accounts accounts;
    private final SignIn signIn;

    Reauthentication(Accounts accounts, SignIn signIn) {
        this.accounts = accounts;
        this.signIn = signIn;
    }

    /** What was typed, from a network address, at an instant of the fund's clock. */
    public record Typed(@Nullable String password, String address, Instant at) {
        @Override
        public String toString() {
            return "Typed[" + at + "]";
        }
    }

    /** True when it is the actor's password; refuses {@code too_many} tries. A field left empty is no guess, and costs none. */
    public boolean isProved(Actor actor, Typed typed) {
        String password = typed.password();
        if (password == null || password.isBlank()) {
            return false;
        }
        String login = accounts.standing(actor.fund(), actor.userId())
                .orElseThrow(Refusal::notAllowed)
                .login();
        Outcome outcome = signIn.attempt(new SignInAttempt(actor.fund(), login, password, typed.address(), typed.at()));
        if (outcome instanceof Outcome.Wait) {
            throw Refusal.conflict("too_many");
        }
        return outcome instanceof Outcome.Welcome welcome && welcome.account() == actor.userId();
    }
}

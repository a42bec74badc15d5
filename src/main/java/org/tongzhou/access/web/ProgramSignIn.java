package org.tongzhou.access.web;

import java.util.List;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;
import org.tongzhou.access.Credentials;
import org.tongzhou.access.Outcome;
import org.tongzhou.access.SignInAttempt;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.FundId;

/** A program proves itself with each call. */
@Component
class ProgramSignIn implements AuthenticationProvider {
    /** Answered with 429 and the seconds to wait. */
    static final class TooManyTries extends AuthenticationException {
        private static final long serialVersionUID = 1L;
        private final long seconds;

        TooManyTries(long seconds) {
            super("too many tries");
            this.seconds = seconds;
        }

        long seconds() {
            return seconds;
        }
    }

    private final Credentials credentials;
    private final FundId fund;
    private final FundClock clock;

    ProgramSignIn(Credentials credentials, FundId fund, FundClock clock) {
        this.credentials = credentials;
        this.fund = fund;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(Authentication asked) {
        String address =
                asked.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
        Outcome outcome = credentials.authenticate(
                new SignInAttempt(fund, asked.getName(), String.valueOf(asked.getCredentials()), address, clock.now()));
        if (outcome instanceof Outcome.Welcome welcome) {
            Visitor visitor = new Visitor(welcome.account(), welcome.version(), false, true);
            return UsernamePasswordAuthenticationToken.authenticated(visitor, null, List.of());
        }
        if (outcome instanceof Outcome.Wait wait) {
            throw new TooManyTries(Doors.seconds(wait.time()));
        }
        throw new BadCredentialsException("credential");
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}

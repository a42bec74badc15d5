package org.tongzhou.access;

import java.time.Instant;
import java.util.Locale;
import org.tongzhou.kernel.Characters;
import org.tongzhou.kernel.FundId;

/** A login and a secret as typed, from a network address, at an instant of the fund's clock. */
public record SignInAttempt(FundId fund, String login, String secret, String address, Instant at) {
    private static final int LONGEST_LOGIN = 64;

    public SignInAttempt {
        login = Characters.first(LONGEST_LOGIN, login.strip().toLowerCase(Locale.ROOT));
    }

    SignInAttempt under(String kept) {
        return new SignInAttempt(fund, kept, secret, address, at);
    }

    /** Without the secret, so that a log line never shows it. */
    @Override
    public String toString() {
        return "SignInAttempt[" + fund.code() + "]";
    }
}

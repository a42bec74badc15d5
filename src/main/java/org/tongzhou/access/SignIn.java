package org.tongzhou.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundId;

/** Proves by login and password who wants in. What still has to follow (new password, one-time code) is in the {@link Standing}. */
@Component
public class SignIn {
    /** When more passwords are being checked than the machine can bear. */
    private static final Duration BUSY = Duration.ofSeconds(2);

    private final AccountRows store;
    private final Logins logins;
    private final Passwords passwords;
    private final Throttle throttle;
    private final AuditTrail audit;
    private final InstantSource wallClock;

    SignIn(
            AccountRows store,
            Logins logins,
            Passwords passwords,
            Throttle throttle,
            AuditTrail audit,
            InstantSource wallClock) {
        this.store = store;
        this.logins = logins;
        this.passwords = passwords;
        this.throttle = throttle;
        this.audit = audit;
        this.wallClock = wallClock;
    }

    /**
     * Counts against address and account before the password is looked at; a right one clears the account's count, and one that
     * nobody had time to look at is given back. So many are under way at once as may be counted, and no more.
     */
    public Outcome attempt(SignInAttempt typed) {
        SignInAttempt attempt = typed.under(logins.kept(typed.login()));
        Instant now = wallClock.instant();
        Optional<Duration> wait = firstWait(subjects(attempt), now);
        return wait.isPresent() ? new Outcome.Wait(wait.get()) : check(attempt, now);
    }

    private Optional<Duration> firstWait(List<Throttle.Subject> subjects, Instant now) {
        return subjects.stream()
                .map(subject -> throttle.take(subject, now))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Outcome check(SignInAttempt attempt, Instant now) {
        Optional<AccountRows.Secret> secret = store.secret(attempt.fund(), attempt.login());
        Optional<Boolean> right = passwords.matchesSoon(attempt.secret(), secret.map(AccountRows.Secret::passwordHash));
        if (right.isEmpty()) {
            subjects(attempt).forEach(subject -> throttle.giveBack(subject, now));
            return new Outcome.Wait(BUSY);
        }
        if (secret.isEmpty() || !right.get() || !secret.get().active()) {
            secret.ifPresent(known -> record(attempt, "access.refused", known.id()));
            return new Outcome.Wrong();
        }
        subjects(attempt).forEach(subject -> throttle.succeeded(subject, now));
        refresh(attempt, secret.get());
        record(attempt, "access.signed_in", secret.get().id());
        return new Outcome.Welcome(secret.get().id(), secret.get().version());
    }

    /** The plain password is at hand only now: put it under today's cost settings. */
    private void refresh(SignInAttempt attempt, AccountRows.Secret secret) {
        if (passwords.isOutdated(secret.passwordHash())) {
            store.rehash(attempt.fund(), secret, passwords.hash(attempt.secret()));
        }
    }

    private void record(SignInAttempt attempt, String action, long account) {
        Actor system = Actor.system(attempt.fund());
        audit.record(AuditEntry.of(system, attempt.at(), action, "account:" + account));
    }

    private static List<Throttle.Subject> subjects(SignInAttempt attempt) {
        FundId fund = attempt.fund();
        return List.of(
                new Throttle.Subject(fund, Throttle.Kind.ADDRESS, Addresses.network(attempt.address())),
                new Throttle.Subject(fund, Throttle.Kind.ACCOUNT, attempt.login()));
    }
}

package org.tongzhou.access;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.SealedColumn;
import org.tongzhou.kernel.SealedColumns;
import org.tongzhou.kernel.Vault;

/** One-time codes of staff by an authenticator program (RFC 6238). The secret is sealed; each code is good once. */
@Component
public class Authenticators implements SealedColumns {
    /** Setting {@code tongzhou.security.totp}: nobody is asked, who has enrolled is asked, or all staff must enrol. */
    public enum Policy {
        OFF,
        OPTIONAL,
        REQUIRED
    }

    /** What the person puts into the authenticator: by hand in groups of four, or by opening the link. */
    public record Enrolment(String secret, String link) {
        @Override
        public String toString() {
            return "Enrolment[]";
        }
    }

    private static final int SECRET_BYTES = 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Policy policy;
    private final AccountRows store;
    private final Throttle throttle;
    private final Vault vault;
    private final AuditTrail audit;
    private final InstantSource wallClock;

    Authenticators(
            @Value("${tongzhou.security.totp:optional}") String policy,
            AccountRows store,
            Throttle throttle,
            Vault vault,
            AuditTrail audit,
            InstantSource wallClock) {
        this.policy = Policy.valueOf(policy.toUpperCase(Locale.ROOT));
        this.store = store;
        this.throttle = throttle;
        this.vault = vault;
        this.audit = audit;
        this.wallClock = wallClock;
    }

    public Policy policy() {
        return policy;
    }

    /** A new secret, or the one begun earlier and not confirmed yet. Refuses {@code authenticator_exists}. */
    @Transactional
    public Enrolment begin(Standing who) {
        FundId fund = who.actor().fund();
        long id = who.actor().userId();
        Optional<AccountRows.Authenticator> known = store.authenticator(fund, id);
        if (known.isPresent() && known.get().confirmed()) {
            throw Refusal.conflict("authenticator_exists");
        }
        byte[] secret =
                known.map(begun -> vault.open(place(fund, id), begun.sealed())).orElseGet(() -> make(fund, id));
        return enrolment(Logins.isByMobile(who.login()) ? who.actor().name() : who.login(), secret);
    }

    /** Right once for each code; the first right one confirms the authenticator. Wrong ones are throttled like passwords. */
    @Transactional
    public Outcome check(Standing who, String typed, Instant at) {
        FundId fund = who.actor().fund();
        long id = who.actor().userId();
        Instant now = wallClock.instant();
        Throttle.Subject subject = new Throttle.Subject(fund, Throttle.Kind.CODE, Long.toString(id));
        Optional<Duration> wait = throttle.take(subject, now);
        if (wait.isPresent()) {
            return new Outcome.Wait(wait.get());
        }
        OptionalLong step = stepOf(fund, id, typed.replace(" ", ""), now);
        if (step.isEmpty() || !store.useStep(fund, id, step.getAsLong())) {
            return new Outcome.Wrong();
        }
        throttle.succeeded(subject, now);
        if (!who.hasAuthenticator()) {
            audit.record(AuditEntry.of(who.actor(), at, "access.authenticator_added", "account:" + id));
        }
        return new Outcome.Welcome(id, who.version());
    }

    private OptionalLong stepOf(FundId fund, long id, String code, Instant now) {
        Optional<AccountRows.Authenticator> known = store.authenticator(fund, id);
        if (known.isEmpty() || !code.matches("\\d{6}")) {
            return OptionalLong.empty();
        }
        return Totp.stepOf(vault.open(place(fund, id), known.get().sealed()), code, now);
    }

    private byte[] make(FundId fund, long id) {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        store.setAuthenticator(fund, id, vault.seal(place(fund, id), secret));
        return secret;
    }

    private static Enrolment enrolment(String owner, byte[] secret) {
        String text = Totp.base32(secret);
        String label = URLEncoder.encode("Tongzhou:" + owner, StandardCharsets.UTF_8);
        return new Enrolment(
                text.replaceAll("(.{4})(?!$)", "$1 "),
                "otpauth://totp/" + label + "?secret=" + text + "&issuer=Tongzhou");
    }

    private static String place(FundId fund, long id) {
        return "access.account:" + fund.code() + ":" + id;
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(new SealedColumn("access.account", "totp_sealed", "'access.account:' || t.fund || ':' || t.id"));
    }
}

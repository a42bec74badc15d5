package org.tongzhou.access;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.AuditEntry;
import org.tongzhou.kernel.AuditTrail;
import org.tongzhou.kernel.Refusal;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sha256;

/**
 * Credentials of partners' programs. The secret has 256 random bits, so a plain SHA-256 keeps it; what the program may do
 * is in its account, which carries the role PARTNER beside the roles of its work and names a responsible person.
 */
@Component
public class Credentials {
    private static final int SECRET_BYTES = 32;
    private static final int ID_BYTES = 6;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Throttle throttle;
    private final AuditTrail audit;
    private final InstantSource wallClock;

    Credentials(JdbcClient jdbc, Accounts accounts, Throttle throttle, AuditTrail audit, InstantSource wallClock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.throttle = throttle;
        this.audit = audit;
        this.wallClock = wallClock;
    }

    /** Opens an account for a program and its first credential; PARTNER is added to the roles. */
    @Transactional
    public IssuedCredential issue(Actor by, NewAccount program, Instant now) {
        NewAccount partner = partner(program);
        accounts.requireProgramFitting(by, partner);
        Accounts.requireOne(by, Accounts.decide(partner.roles()));
        return open(by, partner, random(), now);
    }

    static NewAccount partner(NewAccount program) {
        Set<Role> roles = new TreeSet<>(program.roles());
        roles.add(Role.PARTNER);
        return new NewAccount(program.login(), program.name(), program.person(), program.unit(), program.path(), roles);
    }

    IssuedCredential open(Actor by, NewAccount partner, String secret, Instant now) {
        return insert(by, accounts.openForProgram(by, partner, now), secret, now);
    }

    /** A second credential of the same program, so that it changes over without a gap. */
    @Transactional
    public IssuedCredential renew(Actor by, long account, Instant now) {
        AccountLine line = renewable(by, account);
        Accounts.requireOne(by, accounts.decides(by.fund(), line));
        return insert(by, account, random(), now);
    }

    AccountLine renewable(Actor by, long account) {
        AccountLine line = accounts.changeable(by, account);
        if (!line.client()) {
            throw Refusal.notFound();
        }
        return line;
    }

    /** In the place of all there are: one administrator alone may know those. */
    IssuedCredential replace(Actor by, long account, String secret, Instant now) {
        jdbc.sql("""
                update access.credential set revoked_at = :now
                where fund = :fund and account = :account and revoked_at is null""")
                .param("now", Timestamp.from(now))
                .param("fund", by.fund().code())
                .param("account", account)
                .update();
        return insert(by, account, secret, now);
    }

    /** Stops working at once. */
    @Transactional
    public void revoke(Actor by, long account, String clientId, Instant now) {
        accounts.stoppable(by, account);
        int revoked = jdbc.sql("""
                update access.credential set revoked_at = :now
                where fund = :fund and account = :account and client_id = :client and revoked_at is null""")
                .param("now", Timestamp.from(now))
                .param("fund", by.fund().code())
                .param("account", account)
                .param("client", clientId)
                .update();
        if (revoked == 0) {
            throw Refusal.notFound();
        }
        audit.record(AuditEntry.of(by, now, "credential.revoked", "account:" + account));
    }

    /** Of one program, oldest first. */
    public List<Credential> of(Actor by, long account) {
        accounts.find(by, account);
        return jdbc.sql("""
                select account, client_id, created_at, revoked_at from access.credential
                where fund = :fund and account = :account order by id""")
                .param("fund", by.fund().code())
                .param("account", account)
                .query((row, n) -> new Credential(
                        row.getLong("account"),
                        row.getString("client_id"),
                        row.getTimestamp("created_at").toInstant(),
                        row.getTimestamp("revoked_at") == null
                                ? null
                                : row.getTimestamp("revoked_at").toInstant()))
                .list();
    }

    /** For each call of a program. Only wrong ones are counted, since a program calls often; then its address waits. */
    public Outcome authenticate(SignInAttempt attempt) {
        Optional<Standing> right = lookUp(attempt);
        if (right.isPresent()) {
            Standing standing = right.get();
            return new Outcome.Welcome(standing.actor().userId(), standing.version());
        }
        Instant now = wallClock.instant();
        String site = "api:" + Addresses.network(attempt.address());
        Optional<Duration> wait = throttle.take(new Throttle.Subject(attempt.fund(), Throttle.Kind.ADDRESS, site), now);
        return wait.isPresent() ? new Outcome.Wait(wait.get()) : new Outcome.Wrong();
    }

    private Optional<Standing> lookUp(SignInAttempt attempt) {
        return jdbc.sql("""
                select account from access.credential
                where fund = :fund and client_id = :client and secret_hash = :hash and revoked_at is null""")
                .param("fund", attempt.fund().code())
                .param("client", attempt.login())
                .param("hash", sha256(attempt.secret()))
                .query(Long.class)
                .optional()
                .flatMap(account -> accounts.standing(attempt.fund(), account))
                .filter(Standing::active);
    }

    IssuedCredential insert(Actor by, long account, String secret, Instant now) {
        String clientId = "c" + HexFormat.of().formatHex(random(ID_BYTES));
        jdbc.sql("""
                insert into access.credential (fund, account, client_id, secret_hash, created_at)
                values (:fund, :account, :client, :hash, :now)""")
                .param("fund", by.fund().code())
                .param("account", account)
                .param("client", clientId)
                .param("hash", sha256(secret))
                .param("now", Timestamp.from(now))
                .update();
        audit.record(AuditEntry.of(by, now, "credential.issued", "account:" + account));
        return new IssuedCredential(account, clientId, secret);
    }

    static String random() {
        return text(random(SECRET_BYTES));
    }

    static String text(byte[] secret) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    private static byte[] sha256(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }
}

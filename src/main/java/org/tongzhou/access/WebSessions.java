package org.tongzhou.access;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Vault;

/**
 * Who is signed in at a browser, kept in the database: every instance of the application knows it, and one that dies takes
 * nobody's session along. The browser holds a token of 32 random bytes, the database a keyed index of it.
 */
@Component
public class WebSessions {
    /** How often it is written down that a session is in use; it ends by so much earlier than its time at most. */
    static final Duration GRAIN = Duration.ofMinutes(2);

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;
    private final AccountRows accounts;
    private final Vault vault;
    private final FundId fund;
    private final InstantSource wallClock;
    private final Duration idle;

    WebSessions(
            JdbcClient jdbc,
            AccountRows accounts,
            Vault vault,
            FundId fund,
            InstantSource wallClock,
            @Value("${server.servlet.session.timeout:30m}") Duration idle) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.vault = vault;
        this.fund = fund;
        this.wallClock = wallClock;
        this.idle = idle;
    }

    /** What was proved at this browser: the account in one of its session versions, and whether a one-time code was given. */
    public record Proved(long account, int version, boolean codeGiven) {}

    /** A living session and how its account stands at this moment. */
    public record Living(Proved proved, Standing standing) {}

    /** A token that nobody has yet; it means nothing until a session is opened under it. */
    public static String newToken() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    public static boolean isToken(String text) {
        return FORM.matcher(text).matches();
    }

    /** What forms of the browser with this token must send along; known to no other site. */
    public String formToken(String token) {
        return HexFormat.of().formatHex(vault.index("access.form", token));
    }

    /** Opens a session under a new token and answers the token. */
    public String open(Proved proved) {
        String token = newToken();
        jdbc.sql("""
                        insert into access.web_session (fund, token, account, version, code_given, seen_at)
                        values (:fund, :token, :account, :version, :code, :now)""")
                .param("fund", fund.code())
                .param("token", index(token))
                .param("account", proved.account())
                .param("version", proved.version())
                .param("code", proved.codeGiven())
                .param("now", Timestamp.from(wallClock.instant()))
                .update();
        return token;
    }

    /** The session of a token, unless it has ended or nobody used it for its time; being found is use. */
    public Optional<Living> find(String token) {
        Instant now = wallClock.instant();
        byte[] index = index(token);
        Optional<AccountRows.Seen> seen = accounts.seen(fund, index, now.minus(idle));
        seen.filter(session -> session.at().isBefore(now.minus(GRAIN))).ifPresent(session -> touch(index, now));
        return seen.map(AccountRows.Seen::living);
    }

    private void touch(byte[] index, Instant now) {
        jdbc.sql(
                        "update access.web_session set seen_at = :now where fund = :fund and token = :token and seen_at < :now")
                .param("now", Timestamp.from(now))
                .param("fund", fund.code())
                .param("token", index)
                .update();
    }

    /** Ends a session; one that is no more stays ended. */
    public void close(String token) {
        jdbc.sql("delete from access.web_session where fund = :fund and token = :token")
                .param("fund", fund.code())
                .param("token", index(token))
                .update();
    }

    int forgetIdle() {
        return jdbc.sql("delete from access.web_session where fund = :fund and seen_at < :before")
                .param("fund", fund.code())
                .param("before", Timestamp.from(wallClock.instant().minus(idle)))
                .update();
    }

    private byte[] index(String token) {
        return vault.index("access.web_session", token);
    }
}

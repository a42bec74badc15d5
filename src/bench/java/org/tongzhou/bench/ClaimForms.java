package org.tongzhou.bench;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.access.WebSessions;
import org.tongzhou.claim.ClaimWork;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Role;

/**
 * The same claims sent in and approved by the forms of their pages, each member with an own account and session, over HTTP.
 * Accounts and sessions are made beforehand; what is measured is the form sent until its answer is there.
 */
final class ClaimForms {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int FOUND = 302;

    private final JdbcClient jdbc;
    private final WebSessions sessions;
    private final FundId fund;
    private final int port;
    private final List<Signed> desks;

    ClaimForms(ApplicationContext house, ClaimWork work) {
        this.jdbc = house.getBean(JdbcClient.class);
        this.sessions = house.getBean(WebSessions.class);
        this.fund = house.getBean(FundId.class);
        this.port = Integer.parseInt(String.valueOf(house.getEnvironment().getProperty("local.server.port")));
        this.desks = work.desks().stream().map(this::signIn).toList();
    }

    /** A browser with its cookie and what its forms carry. */
    private record Signed(String cookie, String csrf) {}

    /** A draft and the browser of its member. */
    record Ready(ClaimWork.Ready draft, Signed member) {}

    List<Ready> ready(List<ClaimWork.Ready> drafts) {
        return drafts.stream()
                .map(draft -> new Ready(draft, signIn(draft.member())))
                .toList();
    }

    private Signed signIn(Actor who) {
        long account = jdbc.sql("""
                        insert into access.account (fund, kind, login, name, person, unit, path, password_hash, must_change,
                            demonstration, created_at, created_by)
                        values (:fund, 'person', :login, :name, :person, null, :path, 'none', false, false, now(), 1)
                        returning id
                        """)
                .param("fund", fund.code())
                .param("login", "b" + UUID.randomUUID().toString().substring(0, 20))
                .param("name", who.name())
                .param("person", who.person() == null ? null : who.person().value())
                .param("path", who.scope().from())
                .query(Long.class)
                .single();
        jdbc.sql("insert into access.account_role select :fund, :account, unnest(:roles)")
                .param("fund", fund.code())
                .param("account", account)
                .param("roles", who.roles().stream().map(Role::name).toArray(String[]::new))
                .update();
        String token = sessions.open(new WebSessions.Proved(account, 1, true));
        return new Signed(
                "session=" + token + "; tz_device="
                        + UUID.randomUUID().toString().replace("-", ""),
                masked(sessions.formToken(token)));
    }

    /** As a page carries it: never twice the same bytes. */
    private static String masked(String token) {
        byte[] plain = token.getBytes(StandardCharsets.UTF_8);
        byte[] mask = new byte[plain.length];
        RANDOM.nextBytes(mask);
        byte[] both = new byte[plain.length * 2];
        System.arraycopy(mask, 0, both, 0, mask.length);
        for (int i = 0; i < plain.length; i++) {
            both[plain.length + i] = (byte) (mask[i] ^ plain[i]);
        }
        return Base64.getUrlEncoder().encodeToString(both);
    }

    Wire wire() {
        return new Wire(port);
    }

    void file(Wire wire, Ready ready) throws Exception {
        String path = "/my/claims/draft/" + ready.draft().draft().value() + "/submit";
        send(wire, path, ready.member(), "version=" + ready.draft().version() + "&consent=true");
    }

    /** The claim that came of each draft. */
    long[] claims(List<Ready> filed) {
        return filed.stream()
                .mapToLong(ready -> jdbc.sql("select id from claim.claim where fund = :fund and case_id = :case")
                        .param("fund", fund.code())
                        .param("case", ready.draft().draft().value())
                        .query(Long.class)
                        .single())
                .toArray();
    }

    /** Each approval before it has made the claim one version older. */
    void approve(Wire wire, long claim, int level) throws Exception {
        String form = "id=" + claim + "&version=" + (1 + level);
        send(wire, "/reviews/" + claim + "/approve", desks.get(level), form);
    }

    private static void send(Wire wire, String path, Signed who, String form) throws Exception {
        String whole = form + "&request_key=" + UUID.randomUUID() + "&_csrf=" + who.csrf();
        int status = wire.send(Wire.post(path, who.cookie(), whole));
        if (status != FOUND) {
            throw new IllegalStateException(path + " answered " + status);
        }
    }
}

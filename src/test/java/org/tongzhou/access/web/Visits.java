package org.tongzhou.access.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.stereotype.Component;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.tongzhou.access.WebSessions;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sha256;
import org.tongzhou.kernel.UnitId;

/**
 * Signs an actor of {@code TestData} in for MockMvc: {@code mvc.perform(get("/bills").with(visits.of(officer)))}, or as
 * a program: {@code mvc.perform(get("/api/bills").with(visits.program(partner)))}. Gives the actor an account first.
 */
@Component
public class Visits {
    private final JdbcClient jdbc;
    private final WebSessions sessions;

    Visits(JdbcClient jdbc, WebSessions sessions) {
        this.jdbc = jdbc;
        this.sessions = sessions;
    }

    /** Signed in by form, all steps done. */
    public RequestPostProcessor of(Actor actor) {
        give(actor, "person");
        return session(new Visitor(actor.userId(), 1, true, false));
    }

    /** The same at a browser that stays signed in from one request to the next. */
    Jar browser(Actor actor) {
        give(actor, "person");
        return Jar.signingIn(() -> sessions.open(new WebSessions.Proved(actor.userId(), 1, true)));
    }

    /** Calls with a credential of its own; PARTNER is added to the actor's roles. */
    public RequestPostProcessor program(Actor actor) {
        give(actor, "client");
        addRole(actor, Role.PARTNER);
        String client = "t" + actor.userId();
        jdbc.sql("""
                insert into access.credential (fund, account, client_id, secret_hash, created_at)
                values (:fund, :account, :client, :hash, timestamptz '2026-02-10 09:00+08')
                on conflict do nothing""")
                .param("fund", actor.fund().code())
                .param("account", actor.userId())
                .param("client", client)
                .param("hash", sha256("secret of " + client))
                .update();
        return SecurityMockMvcRequestPostProcessors.httpBasic(client, "secret of " + client);
    }

    static RequestPostProcessor session(Visitor visitor) {
        return SecurityMockMvcRequestPostProcessors.authentication(
                UsernamePasswordAuthenticationToken.authenticated(visitor, null, List.of()));
    }

    private void give(Actor actor, String kind) {
        PersonId person = actor.person();
        UnitId unit = actor.unit();
        jdbc.sql("""
                insert into access.account (fund, id, kind, login, name, person, unit, path, password_hash, must_change,
                    created_at, created_by)
                overriding system value
                values (:fund, :id, :kind, :login, :name, :person, :unit, :path, :hash, false,
                    timestamptz '2026-02-10 09:00+08', 0)
                on conflict do nothing""")
                .param("fund", actor.fund().code())
                .param("id", actor.userId())
                .param("kind", kind)
                .param("login", "t" + actor.userId())
                .param("name", actor.name())
                .param("person", person == null ? null : person.value())
                .param("unit", unit == null ? null : unit.value())
                .param("path", actor.scope().path())
                .param("hash", kind.equals("client") ? null : "no password opens this")
                .update();
        actor.roles().forEach(role -> addRole(actor, role));
    }

    private void addRole(Actor actor, Role role) {
        jdbc.sql("insert into access.account_role values (:fund, :id, :role) on conflict do nothing")
                .param("fund", actor.fund().code())
                .param("id", actor.userId())
                .param("role", role.name())
                .update();
    }

    private static byte[] sha256(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }
}

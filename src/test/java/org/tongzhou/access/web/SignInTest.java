package org.tongzhou.access.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.tongzhou.access.Accounts;
import org.tongzhou.access.NewAccount;
import org.tongzhou.access.OneTimePassword;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

@RoomTest
class SignInTest {
    private static final String OWN = "a good long pass phrase";

    @Autowired
    MockMvc mvc;

    @Autowired
    Accounts accounts;

    @Autowired
    TestData data;

    private final String login = "u" + UUID.randomUUID().toString().substring(0, 12);
    /** Of its own, so that wrong passwords of other tests do not count against it. */
    private final String address = "2001:db8:" + login.substring(1, 5) + ":" + login.substring(5, 9) + "::1";

    private Actor admin;
    private OneTimePassword opened;

    @BeforeEach
    void openAccount() {
        admin = data.actor(Role.ADMIN, TestData.PROVINCE);
        opened = accounts.open(
                admin,
                new NewAccount(login, "周敏", data.person(), null, TestData.PROVINCE, Set.of(Role.ADMIN)),
                TestData.NOW);
    }

    @Test
    void aOneTimePasswordLeadsToNothingButAPasswordOfOnesOwn() throws Exception {
        MockHttpSession session = signIn(opened.password(), "/login/password");
        mvc.perform(get("/accounts").session(session)).andExpect(redirectedUrl("/login/password"));
        mvc.perform(post("/login/password")
                        .session(session)
                        .with(csrf())
                        .param("password", OWN)
                        .param("again", OWN))
                .andExpect(redirectedUrl("/"));
        mvc.perform(get("/accounts").session(session))
                .andExpect(status().isOk())
                .andExpect(content().string(Matchers.containsString("周敏")));
        signIn(OWN, "/");
        refused(opened.password());
    }

    @Test
    void weakRepeatedOrUnequalPasswordsAreRefusedInWords() throws Exception {
        MockHttpSession session = signIn(opened.password(), "/login/password");
        String[][] weak = {
            {"short", "short", "太短"},
            {"1234567890", "1234567890", "太容易猜"},
            {"x" + login + "x", "x" + login + "x", "太容易猜"},
            {"aaaaaaaaaaaaaa", "aaaaaaaaaaaaaa", "太容易猜"},
            {opened.password(), opened.password(), "一样"},
            {OWN, OWN + "x", "不一样"}
        };
        for (String[] pair : weak) {
            mvc.perform(post("/login/password")
                            .session(session)
                            .with(csrf())
                            .param("password", pair[0])
                            .param("again", pair[1]))
                    .andExpect(status().is(422))
                    .andExpect(content().string(Matchers.containsString(pair[2])));
        }
    }

    @Test
    void wrongPasswordAndUnknownLoginGetTheSameAnswer() throws Exception {
        String wrong = refused("not the password");
        String unknown = body(attempt("nobody" + login, "not the password", 422));
        assertThat(unknown.replaceAll("value=\"[^\"]*\"", "")).isEqualTo(wrong.replaceAll("value=\"[^\"]*\"", ""));
    }

    @Test
    void tooManyWrongPasswordsAreNotEvenLookedAt() throws Exception {
        for (int i = 0; i < 5; i++) {
            attempt(login, "wrong " + i, 422);
        }
        MvcResult blocked = attempt(login, opened.password(), 429);
        assertThat(Integer.parseInt(Objects.requireNonNull(blocked.getResponse().getHeader("Retry-After"))))
                .isBetween(1, 30);
        assertThat(body(blocked)).contains("秒再试").doesNotContain(opened.password());
    }

    @Test
    void signingInChangesTheSessionIdAndTheFormToken() throws Exception {
        MvcResult page = mvc.perform(get("/login")).andReturn();
        MockHttpSession session =
                (MockHttpSession) Objects.requireNonNull(page.getRequest().getSession(false));
        String before = session.getId();
        String token = token(body(page));
        mvc.perform(post("/login")
                        .session(session)
                        .param("_csrf", token)
                        .param("username", login)
                        .param("password", opened.password()))
                .andExpect(redirectedUrl("/login/password"));
        assertThat(session.getId()).isNotEqualTo(before);
        mvc.perform(post("/login/password")
                        .session(session)
                        .param("_csrf", token)
                        .param("password", OWN))
                .andExpect(status().isForbidden());
    }

    @Test
    void aFormWithoutItsTokenIsRefused() throws Exception {
        mvc.perform(post("/login").param("username", login).param("password", opened.password()))
                .andExpect(redirectedUrl("/login?expired"));
        MockHttpSession session = finished();
        mvc.perform(post("/accounts/1/deactivate").session(session).param("request_key", "12345678"))
                .andExpect(status().isForbidden());
        mvc.perform(post("/logout").session(session)).andExpect(status().isForbidden());
    }

    @Test
    void signingOutEndsTheSession() throws Exception {
        MockHttpSession session = finished();
        mvc.perform(post("/logout").session(session).with(csrf())).andExpect(redirectedUrl("/login?out"));
        assertThat(session.isInvalid()).isTrue();
        mvc.perform(get("/accounts")).andExpect(redirectedUrl("/login?next=%2Faccounts"));
    }

    @Test
    void whatIsTakenAwayIsGoneAtTheNextRequest() throws Exception {
        MockHttpSession session = finished();
        mvc.perform(get("/accounts").session(session)).andExpect(status().isOk());
        accounts.changeRoles(admin, opened.account(), Set.of(Role.AUDITOR), TestData.NOW);
        mvc.perform(get("/accounts").session(session)).andExpect(status().isForbidden());
        accounts.deactivate(admin, opened.account(), TestData.NOW);
        mvc.perform(get("/account").session(session)).andExpect(redirectedUrl("/login?next=%2Faccount"));
        refused(OWN);
    }

    @Test
    void changingOnesPasswordEndsAllOtherSessions() throws Exception {
        MockHttpSession here = finished();
        MockHttpSession elsewhere = signIn(OWN, "/");
        String next = "another good long phrase";
        mvc.perform(post("/account/password")
                        .session(here)
                        .with(csrf())
                        .param("current", OWN)
                        .param("password", next)
                        .param("again", next))
                .andExpect(redirectedUrl("/account?changed"));
        mvc.perform(get("/account").session(here)).andExpect(status().isOk());
        mvc.perform(get("/account").session(elsewhere)).andExpect(redirectedUrl("/login?next=%2Faccount"));
    }

    @Test
    void afterSigningInThePageThatWasAskedForIsShownAndNeverAnotherSite() throws Exception {
        finished();
        for (String[] pair : new String[][] {
            {"/bills?state=open", "/bills?state=open"},
            {"//evil.example", "/"},
            {"https://evil.example", "/"},
            {"/\\evil.example", "/"},
            {"/login", "/"},
            {"/a\r\nSet-Cookie: x=y", "/"}
        }) {
            mvc.perform(post("/login")
                            .with(csrf())
                            .param("username", login)
                            .param("password", OWN)
                            .param("next", pair[0]))
                    .andExpect(redirectedUrl(pair[1]));
        }
    }

    @Test
    void everyPageCarriesTheHeadersThatProtectIt() throws Exception {
        mvc.perform(get("/login"))
                .andExpect(status().isOk())
                .andExpect(header().string("X-Content-Type-Options", "nosniff"))
                .andExpect(header().string("X-Frame-Options", "DENY"))
                .andExpect(header().string("Referrer-Policy", "same-origin"))
                .andExpect(
                        header().string("Content-Security-Policy", Matchers.containsString("frame-ancestors 'none'")))
                .andExpect(header().string("Content-Security-Policy", Matchers.containsString("script-src 'self';")))
                .andExpect(header().string("Cache-Control", Matchers.containsString("no-store")))
                .andExpect(header().doesNotExist("Strict-Transport-Security"));
        mvc.perform(get("/login").secure(true)).andExpect(header().exists("Strict-Transport-Security"));
    }

    @Test
    void anExpiredPartialReloadsThePage() throws Exception {
        mvc.perform(get("/accounts").header("HX-Request", "true"))
                .andExpect(status().isUnauthorized())
                .andExpect(header().string("HX-Refresh", "true"));
    }

    /** The account with its own password, inside. */
    private MockHttpSession finished() throws Exception {
        MockHttpSession session = signIn(opened.password(), "/login/password");
        mvc.perform(post("/login/password")
                        .session(session)
                        .with(csrf())
                        .param("password", OWN)
                        .param("again", OWN))
                .andExpect(redirectedUrl("/"));
        return session;
    }

    private MockHttpSession signIn(String password, String leadsTo) throws Exception {
        MvcResult result = mvc.perform(
                        post("/login").with(csrf()).param("username", login).param("password", password))
                .andExpect(redirectedUrl(leadsTo))
                .andReturn();
        return (MockHttpSession) Objects.requireNonNull(result.getRequest().getSession(false));
    }

    private String refused(String password) throws Exception {
        return body(attempt(login, password, 422));
    }

    private MvcResult attempt(String as, String password, int status) throws Exception {
        return mvc.perform(post("/login")
                        .with(csrf())
                        .with(this::fromHere)
                        .param("username", as)
                        .param("password", password))
                .andExpect(status().is(status))
                .andReturn();
    }

    private MockHttpServletRequest fromHere(MockHttpServletRequest request) {
        request.setRemoteAddr(address);
        return request;
    }

    private static String body(MvcResult result) throws Exception {
        return result.getResponse().getContentAsString();
    }

    private static String token(String page) {
        var matcher = java.util.regex.Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"")
                .matcher(page);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}

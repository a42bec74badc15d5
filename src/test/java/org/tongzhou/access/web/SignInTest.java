package org.tongzhou.access.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
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
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.test.util.ReflectionTestUtils;
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
    private FilterChainProxy chains;

    @Autowired
    private FormTokens tokens;

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
                Actor.system(TestData.FUND),
                new NewAccount(login, "周敏", data.person(), null, TestData.PROVINCE, Set.of(Role.ADMIN)),
                TestData.NOW);
    }

    @Test
    void aOneTimePasswordLeadsToNothingButAPasswordOfOnesOwn() throws Exception {
        Jar session = signIn(opened.password(), "/login/password");
        mvc.perform(get("/accounts").with(session)).andExpect(redirectedUrl("/login/password"));
        mvc.perform(post("/login/password")
                        .with(session)
                        .with(csrf())
                        .param("password", OWN)
                        .param("again", OWN))
                .andDo(session)
                .andExpect(redirectedUrl("/"));
        mvc.perform(get("/accounts").with(session))
                .andExpect(status().isOk())
                .andExpect(content().string(Matchers.containsString("周敏")));
        signIn(OWN, "/");
        refused(opened.password());
    }

    @Test
    void weakRepeatedOrUnequalPasswordsAreRefusedInWordsBesideTheirField() throws Exception {
        Jar session = signIn(opened.password(), "/login/password");
        String[][] weak = {
            {"short", "short", "太短", "password"},
            {"1234567890", "1234567890", "太容易猜", "password"},
            {"x" + login + "x", "x" + login + "x", "太容易猜", "password"},
            {"aaaaaaaaaaaaaa", "aaaaaaaaaaaaaa", "太容易猜", "password"},
            {opened.password(), opened.password(), "一样", "password"},
            {OWN, OWN + "x", "不一样", "again"}
        };
        for (String[] pair : weak) {
            mvc.perform(post("/login/password")
                            .with(session)
                            .with(csrf())
                            .param("password", pair[0])
                            .param("again", pair[1]))
                    .andExpect(status().is(422))
                    .andExpect(content().string(Matchers.containsString("<a href=\"#" + pair[3] + "\">")))
                    .andExpect(content()
                            .string(Matchers.matchesPattern(
                                    "(?s).*id=\"" + pair[3] + "-error\">[^<]*" + pair[2] + ".*")));
        }
    }

    @Test
    void wrongPasswordAndUnknownLoginGetTheSameAnswer() throws Exception {
        String wrong = refused("not the password");
        String unknown = body(attempt("nobody" + login, "not the password", 422));
        assertThat(unknown.replaceAll("value=\"[^\"]*\"", "")).isEqualTo(wrong.replaceAll("value=\"[^\"]*\"", ""));
    }

    @Test
    void aCharacterOfNoTextIsNoFaultOfOurs() throws Exception {
        attempt("no\0body", "not the password", 400);
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
    void aSessionThatWasLeftOpenIsNotEnoughToTryPasswordsOut() throws Exception {
        Jar session = finished();
        for (int i = 0; i < 5; i++) {
            assertThat(changed(session, "wrong " + i)).doesNotContain("操作太多次");
        }
        assertThat(changed(session, OWN)).as("not even looked at").contains("操作太多次");
        attempt(login, OWN, 429);
    }

    private String changed(Jar session, String current) throws Exception {
        return body(mvc.perform(post("/account/password")
                        .with(session)
                        .with(csrf())
                        .with(this::fromHere)
                        .param("current", current)
                        .param("password", "another good long phrase")
                        .param("again", "another good long phrase"))
                .andExpect(status().isUnprocessableContent())
                .andReturn());
    }

    @Test
    void signingInChangesTheSessionIdAndTheFormToken() throws Exception {
        tokensAsInLife();
        MvcResult page = mvc.perform(get("/login")).andReturn();
        Jar session = Jar.of(page);
        String before = session.token();
        String token = token(body(page));
        mvc.perform(post("/login")
                        .with(session)
                        .param("_csrf", token)
                        .param("username", login)
                        .param("password", opened.password()))
                .andDo(session)
                .andExpect(redirectedUrl("/login/password"));
        assertThat(session.token()).isNotEqualTo(before);
        mvc.perform(post("/login/password").with(session).param("_csrf", token).param("password", OWN))
                .andExpect(status().isForbidden());
    }

    @Test
    void aFormWithoutItsTokenIsRefused() throws Exception {
        mvc.perform(post("/login").param("username", login).param("password", opened.password()))
                .andExpect(redirectedUrl("/login?expired"));
        Jar session = finished();
        mvc.perform(post("/accounts/1/deactivate").with(session).param("request_key", "12345678"))
                .andExpect(status().isForbidden());
        mvc.perform(post("/logout").with(session)).andExpect(status().isForbidden());
    }

    @Test
    void aFormOfASessionThatEndedLeadsBackToItsPageAfterSigningIn() throws Exception {
        mvc.perform(post("/account/password").header("Referer", "https://site.example/account?a=b"))
                .andExpect(redirectedUrl("/login?expired&next=%2Faccount%3Fa%3Db"));
        mvc.perform(post("/account/password").with(csrf()).header("Referer", "https://elsewhere//else.example/"))
                .andExpect(redirectedUrl("/login?expired"));
        mvc.perform(get("/account/password").with(finished())).andExpect(redirectedUrl("/account"));
        mvc.perform(get("/reviews/7/signs/8")).andExpect(redirectedUrl("/reviews/7"));
        mvc.perform(put("/account/password").with(csrf())).andExpect(status().isMethodNotAllowed());
    }

    @Test
    void signingOutEndsTheSession() throws Exception {
        Jar session = finished();
        Jar copied = session.copy();
        mvc.perform(post("/logout").with(session).with(csrf())).andDo(session).andExpect(redirectedUrl("/login?out"));
        assertThat(session.token()).isEmpty();
        mvc.perform(get("/accounts").with(copied)).andExpect(redirectedUrl("/login?next=%2Faccounts"));
        mvc.perform(get("/accounts")).andExpect(redirectedUrl("/login?next=%2Faccounts"));
    }

    @Test
    void whatIsTakenAwayIsGoneAtTheNextRequest() throws Exception {
        Jar session = finished();
        mvc.perform(get("/accounts").with(session)).andExpect(status().isOk());
        accounts.changeRoles(admin, opened.account(), Set.of(Role.AUDITOR), TestData.NOW);
        mvc.perform(get("/accounts").with(session)).andExpect(status().isForbidden());
        accounts.deactivate(admin, opened.account(), TestData.NOW);
        mvc.perform(get("/account").with(session)).andExpect(redirectedUrl("/login?next=%2Faccount"));
        refused(OWN);
    }

    @Test
    void changingOnesPasswordEndsAllOtherSessions() throws Exception {
        Jar here = finished();
        Jar elsewhere = signIn(OWN, "/");
        String next = "another good long phrase";
        mvc.perform(post("/account/password")
                        .with(here)
                        .with(csrf())
                        .param("current", OWN)
                        .param("password", next)
                        .param("again", next))
                .andDo(here)
                .andExpect(redirectedUrl("/account?changed"));
        mvc.perform(get("/account").with(here)).andExpect(status().isOk());
        mvc.perform(get("/account").with(elsewhere)).andExpect(redirectedUrl("/login?next=%2Faccount"));
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

    /** {@code csrf()} puts tokens of its own in the place of ours for all tests that come after it. */
    private void tokensAsInLife() {
        chains.getFilterChains().stream()
                .flatMap(chain -> chain.getFilters().stream())
                .filter(CsrfFilter.class::isInstance)
                .forEach(filter -> ReflectionTestUtils.setField(filter, "tokenRepository", tokens));
    }

    /** The account with its own password, inside. */
    private Jar finished() throws Exception {
        Jar session = signIn(opened.password(), "/login/password");
        mvc.perform(post("/login/password")
                        .with(session)
                        .with(csrf())
                        .param("password", OWN)
                        .param("again", OWN))
                .andDo(session)
                .andExpect(redirectedUrl("/"));
        return session;
    }

    private Jar signIn(String password, String leadsTo) throws Exception {
        MvcResult result = mvc.perform(
                        post("/login").with(csrf()).param("username", login).param("password", password))
                .andExpect(redirectedUrl(leadsTo))
                .andReturn();
        return Jar.of(result);
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

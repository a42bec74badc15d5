package org.tongzhou.access.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.tongzhou.access.Accounts;
import org.tongzhou.access.Authenticators;
import org.tongzhou.access.NewAccount;
import org.tongzhou.access.OneTimePassword;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** With the setting {@code optional}: who has an authenticator is asked for its code. */
@RoomTest
class AuthenticatorTest {
    private static final String OWN = "a good long pass phrase";

    @Autowired
    MockMvc mvc;

    @Autowired
    Accounts accounts;

    @Autowired
    Authenticators authenticators;

    @Autowired
    TestData data;

    @Autowired
    JdbcClient jdbc;

    private final String login = "t" + UUID.randomUUID().toString().substring(0, 12);
    private String used = "";

    @Test
    void whoHasAnAuthenticatorGetsInOnlyWithItsCodeAndWithEachCodeOnce() throws Exception {
        OneTimePassword opened = open();
        Jar session = enter(opened);
        byte[] secret = enrol(session);
        Jar again = password("/login/code?next=/account");
        mvc.perform(get("/account").with(again)).andExpect(redirectedUrl("/login/code"));
        mvc.perform(code(again, "000000")).andExpect(status().is(422));
        mvc.perform(code(again, used)).andExpect(status().is(422));
        forgetUsedCodes(opened);
        mvc.perform(code(again, now(secret)).param("next", "/account"))
                .andDo(again)
                .andExpect(redirectedUrl("/account"));
        mvc.perform(get("/account").with(again)).andExpect(status().isOk());
    }

    @Test
    void codesCannotBeTriedOutOneAfterTheOther() throws Exception {
        OneTimePassword opened = open();
        enrol(enter(opened));
        forgetUsedCodes(opened);
        Jar session = password("/login/code?next=/account");
        for (int i = 0; i < 5; i++) {
            mvc.perform(code(session, "00000" + i)).andExpect(status().is(422));
        }
        mvc.perform(code(session, "000009")).andExpect(status().is(429));
    }

    /** The numbers of accounts are small, and a login is whatever somebody types. */
    @Test
    void aStrangerUsesUpNobodysTriesOfACode() throws Exception {
        OneTimePassword opened = open();
        byte[] secret = enrol(enter(opened));
        forgetUsedCodes(opened);
        for (int i = 0; i < 6; i++) {
            mvc.perform(post("/login")
                    .with(csrf())
                    .with(request -> {
                        request.setRemoteAddr(
                                "2001:db8:" + login.substring(1, 5) + ":" + login.substring(5, 9) + "::1");
                        return request;
                    })
                    .param("username", "code:" + opened.account())
                    .param("password", "not the one"));
        }
        Jar session = password("/login/code?next=/account");
        mvc.perform(code(session, now(secret)).param("next", "/account")).andExpect(redirectedUrl("/account"));
    }

    @Test
    void theSecretIsSealedInTheDatabase() throws Exception {
        OneTimePassword opened = open();
        byte[] secret = enrol(enter(opened));
        byte[] stored = jdbc.sql("select totp_sealed from access.account where id = :id")
                .param("id", opened.account())
                .query(byte[].class)
                .single();
        assertThat(HexFormat.of().formatHex(stored))
                .doesNotContain(HexFormat.of().formatHex(secret));
    }

    @Test
    void aResetTakesTheAuthenticatorAway() throws Exception {
        OneTimePassword opened = open();
        enrol(enter(opened));
        Actor admin = data.actor(Role.ADMIN, TestData.PROVINCE);
        OneTimePassword second = accounts.reset(admin, opened.account(), TestData.NOW);
        mvc.perform(post("/login").with(csrf()).param("username", login).param("password", second.password()))
                .andExpect(redirectedUrl("/login/password"));
    }

    private OneTimePassword open() {
        return accounts.open(
                data.actor(Role.ADMIN, TestData.PROVINCE),
                new NewAccount(login, "周敏", data.person(), null, TestData.PROVINCE, Set.of(Role.AUDITOR)),
                TestData.NOW);
    }

    private Jar enter(OneTimePassword opened) throws Exception {
        MvcResult result = mvc.perform(
                        post("/login").with(csrf()).param("username", login).param("password", opened.password()))
                .andReturn();
        Jar session = session(result);
        mvc.perform(post("/login/password")
                        .with(session)
                        .with(csrf())
                        .param("password", OWN)
                        .param("again", OWN))
                .andDo(session)
                .andExpect(redirectedUrl("/"));
        return session;
    }

    /** Reads the secret from the page, as a person would, and confirms it with its first code. */
    private byte[] enrol(Jar session) throws Exception {
        String page = mvc.perform(get("/account/authenticator").with(session))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(page).contains("otpauth://totp/");
        Matcher shown = Pattern.compile("secret=([A-Z2-7]{32})").matcher(page);
        assertThat(shown.find()).isTrue();
        byte[] secret = unbase32(shown.group(1));
        used = now(secret);
        mvc.perform(post("/account/authenticator").with(session).with(csrf()).param("code", used))
                .andDo(session)
                .andExpect(redirectedUrl("/account"));
        return secret;
    }

    private Jar password(String leadsTo) throws Exception {
        return session(mvc.perform(post("/login")
                        .with(csrf())
                        .param("username", login)
                        .param("password", OWN)
                        .param("next", "/account"))
                .andExpect(redirectedUrl(leadsTo))
                .andReturn());
    }

    private void forgetUsedCodes(OneTimePassword opened) {
        jdbc.sql("update access.account set totp_last_step = 0 where id = :id")
                .param("id", opened.account())
                .update();
    }

    private static org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder code(
            Jar session, String code) {
        return post("/login/code").with(session).with(csrf()).param("code", code);
    }

    private static Jar session(MvcResult result) {
        return Jar.of(result);
    }

    /** A second implementation, so that the test does not believe the code it tests. */
    private static String now(byte[] secret) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(secret, "HmacSHA1"));
        long step = Instant.now().getEpochSecond() / 30;
        byte[] counter = new byte[8];
        for (int i = 7; i >= 0; i--, step >>= 8) {
            counter[i] = (byte) step;
        }
        byte[] hash = mac.doFinal(counter);
        int at = hash[19] & 15;
        long number = (hash[at] & 127L) << 24
                | (hash[at + 1] & 255L) << 16
                | (hash[at + 2] & 255L) << 8
                | hash[at + 3] & 255L;
        return "%06d".formatted(number % 1_000_000);
    }

    private static byte[] unbase32(String text) {
        java.math.BigInteger bits = java.math.BigInteger.ZERO;
        for (char c : text.toCharArray()) {
            bits = bits.shiftLeft(5).or(java.math.BigInteger.valueOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c)));
        }
        byte[] bytes = new byte[20];
        byte[] raw = bits.toByteArray();
        int from = Math.max(0, raw.length - 20);
        System.arraycopy(raw, from, bytes, 20 - (raw.length - from), raw.length - from);
        return bytes;
    }
}

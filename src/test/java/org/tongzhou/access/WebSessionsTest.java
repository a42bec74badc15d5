package org.tongzhou.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.access.WebSessions.Proved;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Vault;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

@RoomTest
class WebSessionsTest {
    private static final Instant NOON = Instant.parse("2026-03-02T04:00:00Z");
    private static final Duration IDLE = Duration.ofMinutes(30);

    @Autowired
    JdbcClient jdbc;

    @Autowired
    AccountRows rows;

    @Autowired
    Accounts accounts;

    @Autowired
    Vault vault;

    @Autowired
    TestData data;

    private Proved proved = new Proved(0, 0, false);

    @BeforeEach
    void open() {
        String login = "w" + UUID.randomUUID().toString().substring(0, 12);
        OneTimePassword opened = accounts.open(
                data.actor(Role.ADMIN, TestData.PROVINCE),
                new NewAccount(login, "周敏", data.person(), null, TestData.PROVINCE, Set.of(Role.AUDITOR)),
                TestData.NOW);
        int version =
                accounts.standing(TestData.FUND, opened.account()).orElseThrow().version();
        proved = new Proved(opened.account(), version, true);
    }

    /** What an instance of the application knows beside the database: nothing. */
    private WebSessions instance(Duration after) {
        return new WebSessions(jdbc, rows, vault, TestData.FUND, InstantSource.fixed(NOON.plus(after)), IDLE);
    }

    @Test
    void whoSignedInAtOneInstanceIsSignedInAtEveryOther() {
        String token = instance(Duration.ZERO).open(proved);
        WebSessions.Living elsewhere =
                instance(Duration.ofMinutes(1)).find(token).orElseThrow();
        assertThat(elsewhere.proved()).isEqualTo(proved);
        assertThat(elsewhere.standing().actor().userId()).isEqualTo(proved.account());
        assertThat(instance(Duration.ZERO).formToken(token))
                .isEqualTo(instance(Duration.ZERO).formToken(token))
                .isNotEqualTo(instance(Duration.ZERO).formToken(WebSessions.newToken()))
                .doesNotContain(token);
    }

    @Test
    void signingOutAtOneInstanceIsSigningOutAtAll() {
        String token = instance(Duration.ZERO).open(proved);
        instance(Duration.ZERO).close(token);
        assertThat(instance(Duration.ZERO).find(token)).isEmpty();
    }

    @Test
    void aSessionEndsWhenNobodyUsedItForItsTimeAndGoesOnWhenSomebodyDid() {
        String token = instance(Duration.ZERO).open(proved);
        assertThat(instance(Duration.ofMinutes(20)).find(token)).isPresent();
        assertThat(instance(Duration.ofMinutes(49)).find(token)).isPresent();
        assertThat(instance(Duration.ofMinutes(80)).find(token)).isEmpty();
        instance(Duration.ofMinutes(80)).forgetIdle();
        assertThat(instance(Duration.ofMinutes(49)).find(token)).isEmpty();
    }

    @Test
    void theDatabaseDoesNotHoldWhatTheBrowserHolds() {
        String token = instance(Duration.ZERO).open(proved);
        String kept = jdbc.sql("select encode(token, 'base64') || encode(token, 'hex') || s::text"
                        + " from access.web_session s where account = :account")
                .param("account", proved.account())
                .query(String.class)
                .single();
        assertThat(kept).doesNotContain(token);
        assertThat(instance(Duration.ZERO).find(WebSessions.newToken())).isEmpty();
    }
}

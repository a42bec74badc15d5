package org.tongzhou.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class ProductionCheckTest {
    private final MockEnvironment environment = new MockEnvironment()
            .withProperty("tongzhou.security.totp", "required")
            .withProperty("tongzhou.fee-account.name", "甲省职工保障互助会")
            .withProperty("tongzhou.fee-account.number", "42001018800050009999")
            .withProperty("tongzhou.fee-account.bank", "工商银行")
            .withProperty("tongzhou.bank.account.name", "甲省职工保障互助会")
            .withProperty("tongzhou.bank.account.number", "17200001040008888")
            .withProperty("tongzhou.bank.account.bank", "工商银行");

    @Test
    void aSafeConfigurationStarts() {
        environment.setActiveProfiles("production");
        assertThat(ProductionCheck.faults(environment)).isEmpty();
    }

    @Test
    void theDemonstrationDoesNotRunInProduction() {
        environment.setActiveProfiles("production", "demo");
        assertThat(ProductionCheck.faults(environment))
                .singleElement()
                .asString()
                .contains("demo");
    }

    @Test
    void noUnitPaysIntoAnExampleAccountAndNothingIsPaidOutOfOne() {
        for (String account : List.of("fee-account", "bank.account")) {
            for (String part : List.of("name", "number", "bank")) {
                String property = "tongzhou." + account + "." + part;
                String own = environment.getProperty(property);
                environment.setProperty(property, " ");
                assertThat(ProductionCheck.faults(environment))
                        .containsExactly("TONGZHOU_"
                                + (account.replace("-", "") + "_" + part)
                                        .replace('.', '_')
                                        .toUpperCase(Locale.ROOT));
                environment.setProperty(property, own);
            }
        }
    }

    @Test
    void shortMessagesNameTheSiteThatMembersReach() {
        environment.setProperty("TONGZHOU_SMS_URL", "https://sms.example");
        environment.setProperty("TONGZHOU_SMS_SECRET", "of the gateway");
        for (String none : List.of("", "http://fund.example.cn")) {
            environment.setProperty("TONGZHOU_PUBLIC_URL", none);
            assertThat(ProductionCheck.faults(environment)).containsExactly("TONGZHOU_PUBLIC_URL");
        }
        environment.setProperty("TONGZHOU_PUBLIC_URL", "https://fund.example.cn");
        assertThat(ProductionCheck.faults(environment)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BANK", "SMS", "IDENTITY"})
    void aLineThatOthersCouldReadIsRefused(String line) {
        environment.setProperty("TONGZHOU_PUBLIC_URL", "https://fund.example.cn");
        environment.setProperty("TONGZHOU_" + line + "_SECRET", "of the line");
        for (String open : List.of(
                "http://10.0.0.7:8080",
                "http://127.0.0.1.example.cn",
                "http://localhost@10.0.0.7",
                "ftp://bank.cn",
                "10.0.0.7:8080",
                "https:",
                "https://no host")) {
            environment.setProperty("TONGZHOU_" + line + "_URL", open);
            assertThat(ProductionCheck.faults(environment)).as(open).containsExactly("TONGZHOU_" + line + "_URL");
        }
        for (String closed : List.of(
                "https://line.example.cn/v1", "http://127.0.0.1:9443", "http://localhost:9443", "http://[::1]:9443")) {
            environment.setProperty("TONGZHOU_" + line + "_URL", closed);
            assertThat(ProductionCheck.faults(environment)).as(closed).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"BANK", "SMS", "IDENTITY"})
    void aLineHasASecret(String line) {
        environment.setProperty("TONGZHOU_PUBLIC_URL", "https://fund.example.cn");
        environment.setProperty("TONGZHOU_" + line + "_URL", "https://line.example.cn");
        assertThat(ProductionCheck.faults(environment)).containsExactly("TONGZHOU_" + line + "_SECRET");
    }

    @Test
    void theBankMayBeReachedBySftpWithASecretOrAKeyFile() {
        environment.setProperty("tongzhou.bank.url", "sftp://fund@bank.cn");
        assertThat(ProductionCheck.faults(environment)).containsExactly("TONGZHOU_BANK_SECRET");
        environment.setProperty("tongzhou.bank.sftp.key", "/etc/tongzhou/bank.key");
        assertThat(ProductionCheck.faults(environment)).isEmpty();
        environment.setProperty("TONGZHOU_PUBLIC_URL", "https://fund.example.cn");
        environment.setProperty("TONGZHOU_SMS_URL", "sftp://sms.cn");
        environment.setProperty("TONGZHOU_SMS_SECRET", "of the gateway");
        assertThat(ProductionCheck.faults(environment)).containsExactly("TONGZHOU_SMS_URL");
    }

    @Test
    void aProxyIsNamedWithItsLength() {
        String property = "server.tomcat.remoteip.internal-proxies";
        for (String pattern : List.of("10.0.0.5", "10.0.0.5/32,10.0.0.6", "::1")) {
            environment.setProperty(property, pattern);
            assertThat(ProductionCheck.faults(environment)).containsExactly("TONGZHOU_PROXY");
        }
        environment.setProperty(property, "10.0.0.5/32,::1/128");
        assertThat(ProductionCheck.faults(environment)).isEmpty();
    }

    @Test
    void oneTimeCodesMayNotBeSwitchedOff() {
        for (String setting : List.of("off", "optional")) {
            environment.setProperty("tongzhou.security.totp", setting);
            assertThat(ProductionCheck.faults(environment))
                    .singleElement()
                    .asString()
                    .contains("totp");
        }
    }

    @Test
    void cheapHashesAndWellKnownPasswordsAreRefused() {
        environment.setProperty("tongzhou.security.argon2.memory-kib", "1024");
        environment.setProperty("TONGZHOU_DB_PASSWORD", "Postgres");
        assertThat(ProductionCheck.faults(environment)).hasSize(2);
    }
}

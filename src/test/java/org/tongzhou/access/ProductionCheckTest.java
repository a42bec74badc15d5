package org.tongzhou.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;
import org.tongzhou.database.DatabaseSettings;

class ProductionCheckTest {
    @TempDir
    Path home;

    private final Map<String, String> place =
            new HashMap<>(Map.of("TONGZHOU_DB_URL", "jdbc:postgresql://db.fund.cn/tongzhou"));
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
        assertThat(faults()).isEmpty();
    }

    /** A setting that was misspelt would begin another fund, with keys and a password of its own. */
    @Test
    void whereTheDatabaseIsMustBeSaidBeforeOneIsMade() throws IOException {
        place.remove("TONGZHOU_DB_URL");
        place.put("TONGZHOU_DB_ULR", "jdbc:postgresql://db.fund.cn/tongzhou");
        assertThat(faults()).containsExactly("TONGZHOU_DB_URL");
        place.put("TONGZHOU_DB_URL", "embedded");
        assertThat(faults()).isEmpty();
    }

    @Test
    void anOwnDatabaseThatIsThereGoesOn() throws IOException {
        place.remove("TONGZHOU_DB_URL");
        Files.createFile(Files.createDirectory(home.resolve("pg")).resolve("PG_VERSION"));
        assertThat(faults()).isEmpty();
    }

    @Test
    void theDemonstrationDoesNotRunInProduction() {
        environment.setActiveProfiles("production", "demo");
        assertThat(faults()).singleElement().asString().contains("demo");
    }

    @Test
    void noUnitPaysIntoAnExampleAccountAndNothingIsPaidOutOfOne() {
        for (String account : List.of("fee-account", "bank.account")) {
            for (String part : List.of("name", "number", "bank")) {
                String property = "tongzhou." + account + "." + part;
                String own = environment.getProperty(property);
                environment.setProperty(property, " ");
                assertThat(faults())
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
            assertThat(faults()).containsExactly("TONGZHOU_PUBLIC_URL");
        }
        environment.setProperty("TONGZHOU_PUBLIC_URL", "https://fund.example.cn");
        assertThat(faults()).isEmpty();
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
            assertThat(faults()).as(open).containsExactly("TONGZHOU_" + line + "_URL");
        }
        for (String closed : List.of(
                "https://line.example.cn/v1", "http://127.0.0.1:9443", "http://localhost:9443", "http://[::1]:9443")) {
            environment.setProperty("TONGZHOU_" + line + "_URL", closed);
            assertThat(faults()).as(closed).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"BANK", "SMS", "IDENTITY"})
    void aLineHasASecret(String line) {
        environment.setProperty("TONGZHOU_PUBLIC_URL", "https://fund.example.cn");
        environment.setProperty("TONGZHOU_" + line + "_URL", "https://line.example.cn");
        assertThat(faults()).containsExactly("TONGZHOU_" + line + "_SECRET");
    }

    @Test
    void theBankMayBeReachedBySftpWithASecretOrAKeyFile() {
        environment.setProperty("tongzhou.bank.url", "sftp://fund@bank.cn");
        assertThat(faults()).containsExactly("TONGZHOU_BANK_SECRET");
        environment.setProperty("tongzhou.bank.sftp.key", "/etc/tongzhou/bank.key");
        assertThat(faults()).isEmpty();
        environment.setProperty("TONGZHOU_PUBLIC_URL", "https://fund.example.cn");
        environment.setProperty("TONGZHOU_SMS_URL", "sftp://sms.cn");
        environment.setProperty("TONGZHOU_SMS_SECRET", "of the gateway");
        assertThat(faults()).containsExactly("TONGZHOU_SMS_URL");
    }

    @Test
    void aProxyIsNamedWithItsLength() {
        String property = "server.tomcat.remoteip.internal-proxies";
        for (String pattern : List.of("10.0.0.5", "10.0.0.5/32,10.0.0.6", "::1")) {
            environment.setProperty(property, pattern);
            assertThat(faults()).containsExactly("TONGZHOU_PROXY");
        }
        environment.setProperty(property, "10.0.0.5/32,::1/128");
        assertThat(faults()).isEmpty();
    }

    @Test
    void oneTimeCodesMayNotBeSwitchedOff() {
        for (String setting : List.of("off", "optional")) {
            environment.setProperty("tongzhou.security.totp", setting);
            assertThat(faults()).singleElement().asString().contains("totp");
        }
    }

    @Test
    void cheapHashesAndWellKnownPasswordsAreRefused() {
        environment.setProperty("tongzhou.security.argon2.memory-kib", "1024");
        environment.setProperty("TONGZHOU_DB_PASSWORD", "Postgres");
        assertThat(faults()).hasSize(2);
    }

    private List<String> faults() {
        place.put("TONGZHOU_HOME", home.toString());
        return ProductionCheck.faults(environment, DatabaseSettings.fromEnvironment(place));
    }
}

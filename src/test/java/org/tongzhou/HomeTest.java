package org.tongzhou;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.tongzhou.testing.Refused.refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tongzhou.database.DatabaseSettings;

/** A site whose address of the database was forgotten does not begin another fund over the papers of the first. */
class HomeTest {
    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>();

    @Test
    void whereNothingLiesADatabaseMayBeMade() throws Exception {
        mayStart();
        Files.createDirectories(home.resolve("files/42"));
        Files.createDirectories(home.resolve("logs"));
        Files.writeString(home.resolve("logs/tongzhou.log"), "{}");
        mayStart();
    }

    @Test
    void whereAFundsPapersLieNoneIsMade() throws Exception {
        Path folder = Files.createDirectories(home.resolve("files/42/0a"));
        Files.writeString(folder.resolve("0a1b"), "sealed");
        isRefused();
        environment.put("TONGZHOU_DB_URL", "jdbc:postgresql://db.fund.cn/tongzhou");
        mayStart();
    }

    @Test
    void whereAFundsHeadsLieNoneIsMade() throws Exception {
        headsLie();
        isRefused();
    }

    @Test
    void itsOwnDatabaseIsStartedBesideThem() throws Exception {
        headsLie();
        Files.createDirectories(home.resolve("pg"));
        Files.writeString(home.resolve("pg/PG_VERSION"), "18");
        mayStart();
    }

    private void headsLie() throws IOException {
        Path heads = Files.createDirectories(home.resolve("heads"));
        Files.writeString(heads.resolve("42-audit"), "2026-02-10 1 00");
    }

    private void mayStart() {
        assertThatCode(() -> Home.requireOwn(settings())).doesNotThrowAnyException();
    }

    private void isRefused() {
        refused("home_of_another_database", List.of(home.toString()), () -> Home.requireOwn(settings()));
    }

    private DatabaseSettings settings() {
        environment.put("TONGZHOU_HOME", home.toString());
        environment.put("TONGZHOU_KEYS", home.resolve("keys").toString());
        return DatabaseSettings.fromEnvironment(environment);
    }
}

package org.tongzhou.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tongzhou.testing.Refused.refused;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.RoomMigrations;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.database.Databases;
import org.tongzhou.kernel.FundId;
import org.tongzhou.testing.TestDatabase;

/** A demonstration goes on where it was stopped between two chapters, and says so where it was stopped within one. */
class ChaptersTest {
    private final DatabaseSettings settings = TestDatabase.fresh();
    private final Databases databases = Databases.open(settings);
    private final List<String> played = new ArrayList<>();

    @BeforeEach
    void migrate() {
        RoomMigrations.run(databases.source());
    }

    @AfterEach
    void close() {
        databases.close();
    }

    @Test
    void aFinishedChapterIsNotPlayedAgain() {
        start().play("fund", () -> played.add("fund"));
        start().playOnce("roster", () -> played.add("roster"));
        start().play("fund", () -> played.add("fund"));
        start().playOnce("roster", () -> played.add("roster"));
        start().playOnce("claims", () -> played.add("claims"));
        assertThat(played).containsExactly("fund", "roster", "claims");
    }

    @Test
    void oneThatTakesUpWhatIsThereIsPlayedAgainAfterAStop() {
        stopped(() -> start().play("fund", this::stop));
        start().play("fund", () -> played.add("fund"));
        assertThat(played).containsExactly("fund");
    }

    @Test
    void oneThatWasStoppedHalfWayIsNotPlayedOverWhatItLeft() {
        stopped(() -> start().playOnce("roster", this::stop));
        for (int i = 0; i < 2; i++) {
            refused(
                    "demo_broken_off",
                    List.of(settings.place()),
                    () -> start().playOnce("roster", () -> played.add("roster")));
        }
        assertThat(played).isEmpty();
    }

    /** Elsewhere the directories may hold what a fund needs: its papers, its keys. */
    @Test
    void onlyTheDemonstrationsOwnDataAreNamedToBeDeleted() {
        stopped(() -> start().playOnce("roster", this::stop));
        DatabaseSettings usual =
                DatabaseSettings.fromEnvironment(Map.of("TONGZHOU_HOME", "data/demo", "TONGZHOU_KEYS", "/srv/keys"));
        refused(
                "demo_broken_off_at_home",
                List.of(usual.home().toString()),
                () -> start(usual).playOnce("roster", () -> played.add("roster")));
        DatabaseSettings elsewhere = DatabaseSettings.fromEnvironment(Map.of("TONGZHOU_HOME", "/srv/t"));
        refused(
                "demo_broken_off",
                List.of("/srv/t"),
                () -> start(elsewhere).playOnce("roster", () -> played.add("roster")));
        DatabaseSettings external = DatabaseSettings.fromEnvironment(
                Map.of("TONGZHOU_HOME", "data/demo", "TONGZHOU_DB_URL", "jdbc:postgresql://db/demo?password=x"));
        refused(
                "demo_broken_off",
                List.of("jdbc:postgresql://db/demo"),
                () -> start(external).playOnce("roster", () -> played.add("roster")));
    }

    private Chapters start() {
        return start(settings);
    }

    private Chapters start(DatabaseSettings place) {
        Instant now = Instant.parse("2026-02-10T01:00:00Z");
        return new Chapters(JdbcClient.create(databases.source()), new FundId(42), () -> now, place);
    }

    private void stop() {
        throw new IllegalStateException("killed");
    }

    private static void stopped(Runnable start) {
        assertThatThrownBy(start::run).hasMessage("killed");
    }
}

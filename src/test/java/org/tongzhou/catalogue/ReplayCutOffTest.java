package org.tongzhou.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** A replay that another instance works on, and one whose instance was killed meanwhile. */
@RoomTest
class ReplayCutOffTest {
    private static final Instant NOW = TestData.NOW;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final AtomicInteger FUNDS = new AtomicInteger(30);

    @Autowired
    Drafts drafts;

    @Autowired
    Replays replays;

    @Autowired
    ReplayStore store;

    @Autowired
    Plans plans;

    @Autowired
    JdbcClient jdbc;

    private final FundId fund = new FundId(FUNDS.getAndIncrement());
    private final Actor maker =
            new Actor(1, "designer", Scope.province(fund), Set.of(Role.PLAN_DESIGNER), new PersonId(1), null);

    private Draft draft;
    private long elsewhere;

    @BeforeEach
    void anotherInstanceIsAtIt() {
        plans.loadShipped(fund, "reference", NOW);
        draft = drafts.find(maker, drafts.start(maker, new PlanCode("hospital"), NOW));
        ReplayStore.Incoming nothing = new ReplayStore.Incoming(Money.ZERO, Money.ZERO, 9_000);
        elsewhere = store.begin(fund, new ReplayStore.Asked(draft.id(), draft.content(), 0, nothing, 1), NOW);
    }

    @Test
    void oneThatAnotherInstanceWorksOnIsNotBegunAgain() {
        Replay asked = replays.run(maker, draft.id(), PATIENCE, NOW);
        assertThat(asked.id()).isEqualTo(elsewhere);
        assertThat(asked.isRunning()).isTrue();
    }

    @Test
    void oneThatHasBeenSilentTooLongHasBrokenOffAndMayBeBegunAgain() {
        silentFor(ReplayStore.SILENCE.minusSeconds(10));
        assertThat(latest().isRunning()).isTrue();
        silentFor(ReplayStore.SILENCE.plusSeconds(1));
        assertThat(latest().state()).isEqualTo(Replay.State.FAILED);
        Replay again = replays.run(maker, draft.id(), PATIENCE, NOW);
        assertThat(again.id()).isNotEqualTo(elsewhere);
        assertThat(again.isDone()).isTrue();
    }

    @Test
    void oneThatTakesLongSaysThatItIsAlive() throws Exception {
        silentFor(ReplayStore.SILENCE.plusSeconds(1));
        CountDownLatch end = new CountDownLatch(1);
        ReplayRunner other = new ReplayRunner(store, Duration.ofMillis(20));
        assertThat(other.start(fund, elsewhere, () -> await(end))).isTrue();
        for (int i = 0; i < 500 && !latest().isRunning(); i++) {
            Thread.sleep(20);
        }
        assertThat(latest().isRunning()).isTrue();
        end.countDown();
        other.await(elsewhere, PATIENCE);
        other.destroy();
    }

    private static void await(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void silentFor(Duration time) {
        jdbc.sql(
                        "update catalogue.replay set alive_at = clock_timestamp() - make_interval(secs => :secs) where id = :id")
                .param("secs", time.toSeconds())
                .param("id", elsewhere)
                .update();
    }

    private Replay latest() {
        return replays.latest(maker, draft.id()).orElseThrow();
    }
}

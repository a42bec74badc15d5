package org.tongzhou.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.tongzhou.payment.SafetyRuns.Report;

/**
 * Kill -9 of the running application, now and then with its database, at random moments of a payout: nobody is paid
 * twice, nobody is forgotten, the books are the bank's to the fen, and no hand is needed. {@code -Dkills=25} for more,
 * {@code -Dseed=…} to repeat a run.
 */
class KillLoopTest {
    private static final int KILLS = Integer.getInteger("kills", 5);
    private static final long SEED = Long.getLong("seed", System.nanoTime() % 100_000);

    @TempDir(cleanup = CleanupMode.ALWAYS)
    Path place;

    private SafetyRuns runs;

    @BeforeEach
    void say() {
        System.out.println("kill loop, seed " + SEED + ", kills " + KILLS);
        runs = new SafetyRuns(place, SEED);
    }

    @Test
    void killedAtAnyMomentEveryBenefitIsPaidExactlyOnce() throws Exception {
        Report report = runs.kills(KILLS, Math.max(60, KILLS * 12) * 10);
        assertThat(report.paidTwice()).as("paid twice, seed %d", SEED).isZero();
        assertThat(report.lost()).as("lost, seed %d", SEED).isZero();
        assertThat(report.differenceFen()).as("our book less the bank's").isZero();
        assertThat(report.unbalancedFen()).isZero();
        assertThat(report.manualSteps()).as("manual steps").isZero();
    }

    @Test
    @EnabledIfSystemProperty(named = "kills", matches = "\\d+", disabledReason = "part of the longer run")
    void theHarnessSeesTheSecondPaymentOfAnApplicationThatSendsAgainWithoutAsking() throws Exception {
        assertThat(runs.sendsAgainUnasked(200).paidTwice()).isPositive();
    }

    @Test
    @EnabledIfSystemProperty(named = "kills", matches = "\\d+", disabledReason = "part of the longer run")
    void theHarnessSeesTheSecondPaymentOfADatabaseThatForgetsWhatItAcknowledged() throws Exception {
        long twice = 0;
        for (int again = 0; twice == 0 && again < 5; again++) {
            Path anew = Files.createDirectory(place.resolve("forgets-" + again));
            twice = new SafetyRuns(anew, SEED + again)
                    .killsAfterTheBankHasIt(20, 400, true)
                    .paidTwice();
        }
        assertThat(twice).isPositive();
    }
}

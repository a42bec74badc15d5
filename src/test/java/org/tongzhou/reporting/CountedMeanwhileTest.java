package org.tongzhou.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.kernel.CountedAhead;
import org.tongzhou.testing.TestData;
import org.tongzhou.testing.TwoAtOnce;

/** A change that is under way while a county is counted is in the figures once it is done, and after the next count too. */
@TestPropertySource(properties = "tongzhou.house=meanwhile")
class CountedMeanwhileTest extends XianningRoom {
    @Autowired
    List<CountedAhead> counts;

    @Autowired
    TransactionTemplate transaction;

    private int count(String name) {
        return counts.stream()
                .filter(figures -> figures.name().equals(name))
                .mapToInt(figures -> figures.countMarked(TestData.FUND))
                .sum();
    }

    private CompletableFuture<Integer> counting(String name) {
        return CompletableFuture.supplyAsync(() -> count(name));
    }

    /** The county is marked already, for what came before. */
    @Test
    void aDecisionWaitsForNoCountAndIsNotLost() {
        rows.refused(data.person(), data.unit(JIAYU), "2031-03-17", "2031-03-19");
        meanwhile(
                "claim.decided",
                () -> rows.refused(data.person(), data.unit(JIAYU), "2031-03-17", "2031-03-19"),
                () -> region(JIAYU).decided());
    }

    @Test
    void aPaymentWaitsForNoCountAndIsNotLost() {
        rows.paid(data.person(), data.unit(JIAYU), "accident", "2031-03-18", 100);
        meanwhile(
                "payment.paid",
                () -> rows.paid(data.person(), data.unit(JIAYU), "accident", "2031-03-18", 1),
                () -> region(JIAYU).paid().fen());
    }

    private void meanwhile(String name, Runnable change, Supplier<Long> figure) {
        long before = figure.get();
        transaction.executeWithoutResult(status -> {
            change.run();
            assertThat(counting(name).orTimeout(60, TimeUnit.SECONDS).join())
                    .as("counted without it")
                    .isPositive();
        });
        assertThat(figure.get()).as("asked live").isEqualTo(before + 1);
        assertThat(count(name)).as("marked").isPositive();
        assertThat(figure.get()).as("counted anew").isEqualTo(before + 1);
    }

    /** A roster marks its county once however many covers it has: who counts waits for it and then sees them all. */
    @Test
    void whoCountsJoinersWaitsForTheRosterThatIsUnderWay() throws Exception {
        rows.cover(data.person(), data.unit(JIAYU), "hospital", "2031-03-18", 1);
        long before = region(JIAYU).insured();
        int counted = new TwoAtOnce(transaction, jdbc)
                .run(
                        () -> rows.cover(data.person(), data.unit(JIAYU), "hospital", "2031-03-18", 1),
                        () -> count("enrolment.joined"));
        assertThat(counted).isPositive();
        assertThat(region(JIAYU).insured()).isEqualTo(before + 1);
        count("enrolment.joined");
        assertThat(region(JIAYU).insured()).isEqualTo(before + 1);
    }
}

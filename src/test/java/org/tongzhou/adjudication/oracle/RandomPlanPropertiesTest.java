package org.tongzhou.adjudication.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.tongzhou.adjudication.Adjudication;
import org.tongzhou.adjudication.Bill;
import org.tongzhou.adjudication.ClaimFacts;
import org.tongzhou.adjudication.Decision;
import org.tongzhou.adjudication.UsedSoFar;
import org.tongzhou.kernel.Money;

/** What holds for every plan that the language can state, tried on random plans and histories; {@code -Dseed=…} repeats a run. */
class RandomPlanPropertiesTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final int PLANS = 150;
    private static final int HISTORIES_A_PLAN = 4;

    /** One event with what was used before it. */
    private record Try(RandomHistory history, RandomHistory.Event event, ClaimFacts facts, UsedSoFar used) {
        Decision decide(List<Bill> bills) {
            return Adjudication.decide(
                    history.plan().plan(), OracleRun.cover(history, event), facts.withBills(bills), used);
        }

        long paid(List<Bill> bills) {
            return decide(bills).fold(it -> it.amount().fen(), it -> 0L, it -> 0L);
        }
    }

    @Test
    void reimbursementIsNeverAboveWhatWasBorne() {
        each((it, decision) -> {
            long paid = paid(decision);
            assertThat(paid).isNotNegative();
            if (!it.history().plan().mayExceedBorne()) {
                assertThat(paid)
                        .isLessThanOrEqualTo(it.event().inScope() + it.event().outOfScope());
            }
        });
    }

    @Test
    void aCapThatComesLastIsNeverPassed() {
        each((it, decision) -> {
            List<RandomPlan.Row> rows = it.history().plan().rows();
            RandomPlan.Row last = rows.get(rows.size() - 1);
            if (last.kind().equals("cap")) {
                long units = last.perUnit() ? it.history().units() : 1;
                assertThat(paid(decision)).isLessThanOrEqualTo(last.fen().longValueExact() * units);
                decision.consumption().forEach((key, used) -> {
                    if (key.limit().endsWith("/" + rows.size())) {
                        assertThat(it.used().of(key) + used)
                                .isLessThanOrEqualTo(last.fen().longValueExact() * units);
                    }
                });
            }
        });
    }

    @Test
    void moreCostNeverPaysLessUnlessABracketSaysSo() {
        each((it, decision) -> {
            if (it.history().plan().rows().stream().noneMatch(row -> row.kind().equals("brackets"))) {
                List<Bill> more = new ArrayList<>(it.facts().bills());
                more.add(Bill.selfPay(Money.ofFen(12_345), Money.ofFen(678)));
                assertThat(it.paid(more)).isGreaterThanOrEqualTo(paid(decision));
            }
        });
    }

    @Test
    void orderAndSplittingOfBillsMakeNoDifference() {
        each((it, decision) -> {
            List<Bill> reversed = new ArrayList<>(it.facts().bills());
            Collections.reverse(reversed);
            assertThat(it.decide(reversed).toJson()).isEqualTo(decision.toJson());
            List<Bill> split = it.facts().bills().stream()
                    .flatMap(bill -> halves(bill).stream())
                    .toList();
            assertThat(it.paid(split)).isEqualTo(paid(decision));
            assertThat(it.decide(split).consumption()).isEqualTo(decision.consumption());
        });
    }

    @Test
    void decidingAgainGivesTheSameBytes() {
        each((it, decision) ->
                assertThat(it.decide(it.facts().bills()).toJson()).isEqualTo(decision.toJson()));
    }

    @Test
    void theExplanationEndsInTheAmount() {
        each((it, decision) -> {
            if (decision instanceof Decision.Payable payable) {
                var steps = payable.explanation().steps();
                assertThat(steps.get(steps.size() - 1).amountFen())
                        .isEqualByComparingTo(
                                java.math.BigDecimal.valueOf(payable.amount().fen()));
            } else {
                assertThat(decision.reasons()).isNotEmpty();
            }
        });
    }

    private static void each(BiConsumer<Try, Decision> property) {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        for (int plan = 0; plan < PLANS; plan++) {
            RandomPlan drawn = RandomPlan.draw(plan, random);
            for (int i = 0; i < HISTORIES_A_PLAN; i++) {
                follow(RandomHistory.draw(i, drawn, random), property);
            }
        }
    }

    private static void follow(RandomHistory history, BiConsumer<Try, Decision> property) {
        UsedSoFar used = UsedSoFar.NOTHING;
        for (RandomHistory.Event event : history.events()) {
            Try now = new Try(history, event, OracleRun.facts(event), used);
            Decision decision = now.decide(now.facts().bills());
            try {
                property.accept(now, decision);
            } catch (AssertionError wrong) {
                throw new AssertionError("seed " + SEED + "\n" + history.plan().text() + history.events(), wrong);
            }
            used = used.plus(decision.consumption());
        }
    }

    private static long paid(Decision decision) {
        return decision.fold(it -> it.amount().fen(), it -> 0L, it -> 0L);
    }

    private static List<Bill> halves(Bill bill) {
        Money half = Money.ofFen(bill.inScope().fen() / 2);
        Money insured = bill.pool();
        Money borne = half.plus(bill.outOfScope());
        Money rest = bill.inScope().minus(half);
        return List.of(
                new Bill(insured.plus(borne), insured, Money.ZERO, Money.ZERO, borne, half, bill.outOfScope()),
                Bill.selfPay(rest, Money.ZERO));
    }
}

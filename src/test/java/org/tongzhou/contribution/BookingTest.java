package org.tongzhou.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.contribution.SomeCredits.line;
import static org.tongzhou.testing.TestData.DAYE;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.kernel.Money;
import org.tongzhou.organisation.Unit;
import org.tongzhou.testing.RoomTest;
import org.tongzhou.testing.TestData;

/** A file is matched in memory and written in a few statements; line by line it must come to the same. */
@RoomTest
class BookingTest {
    @Autowired
    private Bills bills;

    @Autowired
    private SomeBills someBills;

    @Autowired
    private SomeCredits in;

    @Autowired
    private TestData some;

    @Test
    void aFileOfManyLinesComesToTheSameAsItsLinesOneByOne() {
        long seed = 20_260_210;
        Random random = new Random(seed);
        Unit unit = some.unit(DAYE);
        List<Bill> some = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            some.add(someBills.of(unit, 1 + random.nextInt(3)));
        }
        List<String> lines = new ArrayList<>();
        List<Expected> expected = new ArrayList<>();
        Map<String, Money> owed = new HashMap<>();
        for (int i = 0; i < 1_500; i++) {
            if (i > 0 && random.nextInt(20) == 0) {
                int again = random.nextInt(lines.size());
                lines.add(lines.get(again));
                expected.add(new Expected(Outcome.DUPLICATE, Money.ZERO));
                continue;
            }
            Money amount = Money.ofFen(1 + random.nextInt(3_000));
            Bill bill = some.get(random.nextInt(some.size()));
            int which = random.nextInt(4);
            String remark = which == 0 ? "会费" : which == 1 ? bill.reference() : reference(bill, random.nextInt(2));
            lines.add(line(amount.plainYuan(), remark));
            expected.add(which == 0 ? new Expected(Outcome.UNKNOWN, Money.ZERO) : pay(owed, bill, remark, amount));
        }
        List<CreditOutcome> outcomes = in.upload(lines.toArray(String[]::new));
        for (int i = 0; i < outcomes.size(); i++) {
            assertThat(new Expected(outcomes.get(i).outcome(), outcomes.get(i).applied()))
                    .as("seed %d, line %d: %s", seed, i, lines.get(i))
                    .isEqualTo(expected.get(i));
        }
        for (Bill bill : some) {
            Bill now = bills.find(in.finance(), bill.id());
            for (BillPart part : now.parts()) {
                assertThat(part.outstanding()).isEqualTo(owed.getOrDefault(part.reference(), part.amount()));
            }
            in.assertChecked(bill);
        }
        in.assertBalanced();
    }

    private record Expected(Outcome outcome, Money applied) {}

    private static String reference(Bill bill, int part) {
        return Objects.requireNonNull(bill.parts().get(part).reference());
    }

    /** The rule in its simplest words: parts in their order, or the one that is named. */
    private static Expected pay(Map<String, Money> owed, Bill bill, String remark, Money amount) {
        Money left = amount;
        Money open = Money.ZERO;
        for (BillPart part : bill.parts()) {
            String key = Objects.requireNonNull(part.reference());
            Money due = owed.getOrDefault(key, part.amount());
            if (remark.equals(bill.reference()) || remark.equals(key)) {
                Money taken = due.min(left);
                left = left.minus(taken);
                due = due.minus(taken);
                owed.put(key, due);
            }
            open = open.plus(due);
        }
        Outcome outcome = left.isPositive() ? Outcome.OVER : open.isZero() ? Outcome.EXACT : Outcome.SHORT;
        return new Expected(outcome, amount.minus(left));
    }
}

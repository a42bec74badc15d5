package org.tongzhou.adjudication.oracle;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.tongzhou.adjudication.Adjudication;
import org.tongzhou.adjudication.Bill;
import org.tongzhou.adjudication.ClaimFacts;
import org.tongzhou.adjudication.CoverFacts;
import org.tongzhou.adjudication.Decision;
import org.tongzhou.adjudication.Findings;
import org.tongzhou.adjudication.Stay;
import org.tongzhou.adjudication.UsedSoFar;
import org.tongzhou.kernel.DateRange;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Sex;

/** Random plans, events and histories decided by the engine and by the query; every event of every history must agree to the fen. */
public final class OracleRun {
    private static final int HISTORIES_A_PLAN = 20;
    private static final int CHUNK = 20_000;
    private static final int TOLD = 5;

    private final Random random;

    private OracleRun(Random random) {
        this.random = random;
    }

    /** How much was compared, and the first differences in words. */
    public record Result(int histories, int events, int paid, List<String> differences) {}

    /** Compares this many histories, drawn from the seed. */
    public static Result of(Connection connection, int histories, long seed) throws SQLException {
        OracleRun run = new OracleRun(new Random(seed));
        Result sum = new Result(0, 0, 0, List.of());
        for (int from = 0; from < histories; from += CHUNK) {
            Result next = run.compare(connection, Math.min(CHUNK, histories - from));
            List<String> differences = new ArrayList<>(sum.differences());
            differences.addAll(next.differences());
            sum = new Result(
                    sum.histories() + next.histories(),
                    sum.events() + next.events(),
                    sum.paid() + next.paid(),
                    List.copyOf(differences));
        }
        return sum;
    }

    private Result compare(Connection connection, int count) throws SQLException {
        List<RandomHistory> histories = new ArrayList<>();
        while (histories.size() < count) {
            RandomPlan plan = RandomPlan.draw(histories.size(), random);
            for (int i = 0; i < HISTORIES_A_PLAN && histories.size() < count; i++) {
                histories.add(RandomHistory.draw(histories.size(), plan, random));
            }
        }
        Map<Oracle.Place, Long> expected = Oracle.decide(connection, histories);
        int events = 0;
        int paid = 0;
        List<String> differences = new ArrayList<>();
        for (RandomHistory history : histories) {
            List<Long> found = engine(history);
            for (int k = 0; k < found.size(); k++) {
                long wanted = expected.get(new Oracle.Place(history.number(), k + 1));
                events++;
                paid += wanted > 0 ? 1 : 0;
                if (wanted != found.get(k) && differences.size() < TOLD) {
                    differences.add("event " + (k + 1) + ": engine " + found.get(k) + ", query " + wanted + "\n"
                            + history.events() + " units " + history.units() + "\n"
                            + history.plan().text());
                }
            }
        }
        return new Result(count, events, paid, differences);
    }

    private static List<Long> engine(RandomHistory history) {
        List<Long> amounts = new ArrayList<>();
        UsedSoFar used = UsedSoFar.NOTHING;
        for (RandomHistory.Event event : history.events()) {
            Decision decision = Adjudication.decide(history.plan().plan(), cover(history, event), facts(event), used);
            amounts.add(decision.fold(it -> it.amount().fen(), it -> -1L, it -> 0L));
            used = used.plus(decision.consumption());
        }
        return amounts;
    }

    static CoverFacts cover(RandomHistory history, RandomHistory.Event event) {
        LocalDate from = RandomHistory.FIRST_TERM.plusYears(event.term());
        return new CoverFacts(
                history.plan().plan().code(),
                history.units(),
                DateRange.yearFrom(from),
                RandomHistory.FIRST_TERM,
                Sex.FEMALE);
    }

    static ClaimFacts facts(RandomHistory.Event event) {
        List<Bill> bills = event.bills().stream().map(OracleRun::bill).toList();
        Stay stay = new Stay(event.day(), event.day().plusDays(3));
        ClaimFacts facts = ClaimFacts.hospital(stay, event.day().plusDays(10), Set.of(), bills);
        return event.died() ? facts.with(Findings.NONE.withDeath(event.day())) : facts;
    }

    private static Bill bill(RandomHistory.Cost cost) {
        Money insured = Money.ofFen(cost.insured());
        Money inScope = Money.ofFen(cost.inScope());
        Money outOfScope = Money.ofFen(cost.outOfScope());
        Money borne = inScope.plus(outOfScope);
        return new Bill(insured.plus(borne), insured, Money.ZERO, Money.ZERO, borne, inScope, outOfScope);
    }
}

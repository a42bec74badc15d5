package org.tongzhou.adjudication;

import java.util.List;
import org.tongzhou.kernel.Explanation.Fact;
import org.tongzhou.kernel.Explanation.Op;
import org.tongzhou.plan.Rule;
import org.tongzhou.plan.Rule.Bracket;

/** Whole-amount brackets: the one that the amount reaches decides on all of it. */
final class Bracketing extends Working {
    private final long[] froms;
    private final List<Bracket> brackets;
    private final String clause;

    Bracketing(Rule.Brackets rule, String clause) {
        this.brackets = rule.brackets();
        this.froms =
                brackets.stream().mapToLong(it -> Exact.ofFen(it.from().fen())).toArray();
        this.clause = clause;
    }

    @Override
    boolean apply(Run run, int day) {
        long before = run.amount;
        run.limits.settle(before);
        int reached = froms.length - 1;
        while (reached >= 0 && before < froms[reached]) {
            reached--;
        }
        if (reached < 0) {
            belowAll(run, before);
        } else if (before > 0) {
            pay(run, before, brackets.get(reached));
        }
        return true;
    }

    private void belowAll(Run run, long before) {
        run.nothingLeft(
                Reason.Code.BELOW_THRESHOLD,
                clause,
                run.trace.on()
                        ? new Fact[] {run.exactFact("amount", before), run.exactFact("threshold", froms[0])}
                        : Run.NO_FACTS);
    }

    private void pay(Run run, long before, Bracket bracket) {
        int rate =
                bracket.basisPoints().isPresent() ? bracket.basisPoints().get().value() : 0;
        run.amount = rate > 0
                ? Exact.rate(before, rate)
                : Exact.ofFen(bracket.sum().orElseThrow().of(run.units()).fen());
        if (run.trace.on()) {
            Fact of = run.exactFact("of", before);
            Fact from = run.exactFact("from", Exact.ofFen(bracket.from().fen()));
            if (rate > 0) {
                run.step("bracket", Op.TIMES, clause, of, Fact.rate("rate", rate), from);
                run.trace.example(bracket.basisPoints().orElseThrow().example());
            } else {
                run.step("bracket.sum", Op.SUBTOTAL, clause, of, from);
                run.trace.example(bracket.sum().orElseThrow().amount().example());
            }
        }
    }
}

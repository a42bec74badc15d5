package org.tongzhou.adjudication;

import org.tongzhou.kernel.Explanation.Op;
import org.tongzhou.plan.Rule;
import org.tongzhou.plan.Rule.When;
import org.tongzhou.plan.Sum;

/** A floor: at least this much, for whatever comes so far, or on death even for nothing. */
final class Raising extends Working {
    private final Sum sum;
    private final boolean onDeath;
    private final String clause;

    Raising(Rule.Floor rule, String clause) {
        this.sum = rule.sum();
        this.onDeath = rule.when() == When.DEATH;
        this.clause = clause;
    }

    @Override
    boolean apply(Run run, int day) {
        boolean holds = onDeath ? run.facts.findings().died().isPresent() : run.amount > 0;
        long floor = Exact.ofFen(sum.of(run.units()).fen());
        if (holds && run.amount < floor) {
            run.amount = floor;
            if (run.trace.on()) {
                run.step(onDeath ? "floor.death" : "floor", Op.LIMIT, clause, run.exactFact("floor", floor));
                run.trace.example(sum.amount().example());
            }
        }
        return true;
    }
}

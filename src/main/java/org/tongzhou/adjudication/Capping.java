package org.tongzhou.adjudication;

import java.util.Optional;
import org.tongzhou.kernel.Explanation.Fact;
import org.tongzhou.kernel.Explanation.Op;
import org.tongzhou.plan.Per;
import org.tongzhou.plan.Rule;
import org.tongzhou.plan.Sum;

/** At most a sum over the period, of this benefit or of all that share it. */
final class Capping extends Working {
    private final Sum sum;
    private final Per per;
    private final boolean shared;
    private final Limit limit;
    private final String step;
    private final String clause;

    Capping(Rule.Cap rule, String ownLimit, String clause) {
        Optional<String> group = rule.group();
        this.sum = rule.sum();
        this.per = rule.per();
        this.shared = group.isPresent();
        this.limit = group.map(name -> Limit.shared(name, per)).orElseGet(() -> Limit.own(ownLimit, per));
        this.step = (shared ? "cap.group." : "cap.") + per.code();
        this.clause = clause;
    }

    @Override
    boolean apply(Run run, int day) {
        Use use = run.limits.of(limit, shared ? run.facts.costDay : day);
        long whole = Exact.ofFen(sum.of(run.units()).fen());
        long used = run.limits.usedExact(use);
        long left = Math.max(whole - used, 0);
        boolean something = run.amount > 0;
        boolean touched = run.amount > left;
        run.amount = Math.min(run.amount, left);
        run.limits.useFinal(use);
        if (run.trace.on() && something) {
            steps(run, touched, values(run, whole, used, left));
        }
        if (something && left == 0) {
            run.nothingLeft(
                    Reason.Code.LIMIT_USED, clause, run.trace.on() ? values(run, whole, used, left) : Run.NO_FACTS);
        }
        return true;
    }

    private void steps(Run run, boolean touched, Fact[] values) {
        if (touched) {
            run.step(step, Op.LIMIT, clause, values);
        } else {
            run.trace.note(step + ".untouched", clause, values);
        }
        run.trace.example(sum.amount().example());
    }

    private static Fact[] values(Run run, long whole, long used, long left) {
        return new Fact[] {run.exactFact("limit", whole), run.exactFact("used", used), run.exactFact("left", left)};
    }
}

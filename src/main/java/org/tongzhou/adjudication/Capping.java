package org.tongzhou.adjudication;

import java.time.LocalDate;
import java.util.Optional;
import org.tongzhou.kernel.Explanation.Fact;
import org.tongzhou.kernel.Explanation.Op;
import org.tongzhou.plan.Per;
import org.tongzhou.plan.Rule;
import org.tongzhou.plan.Sum;

/** At most a sum over the period, of this benefit or of all that share it. */
final class Capping implements Working {
    private final Sum sum;
    private final Per per;
    private final boolean shared;
    private final String limit;
    private final String step;
    private final String clause;

    Capping(Rule.Cap rule, String ownLimit, String clause) {
        Optional<String> group = rule.group();
        this.sum = rule.sum();
        this.per = rule.per();
        this.shared = group.isPresent();
        this.limit = group.map(name -> "group/" + name).orElse(ownLimit);
        this.step = (shared ? "cap.group." : "cap.") + per.code();
        this.clause = clause;
    }

    @Override
    public boolean apply(Run run, int day) {
        LimitKey key = shared ? sharedKey(run) : run.limits.key(limit, per, day);
        long whole = Exact.ofFen(sum.of(run.units()).fen());
        long used = run.limits.usedExact(key);
        long left = Math.max(whole - used, 0);
        boolean something = run.amount > 0;
        boolean touched = run.amount > left;
        run.amount = Math.min(run.amount, left);
        run.limits.useFinal(key);
        if (run.trace.on() && something) {
            steps(run, touched, values(run, whole, used, left));
        }
        if (something && left == 0) {
            run.nothingLeft(
                    Reason.Code.LIMIT_USED, clause, run.trace.on() ? values(run, whole, used, left) : Run.NO_FACTS);
        }
        return true;
    }

    /** Terms of several plans differ, so what they share over a term goes by the calendar year of the event. */
    private LimitKey sharedKey(Run run) {
        int day = run.facts.costDay();
        return switch (per) {
            case EVENT -> new LimitKey(limit, per, day);
            case TERM ->
                new LimitKey(
                        limit, per, LocalDate.ofEpochDay(day).withDayOfYear(1).toEpochDay());
            case LIFE -> new LimitKey(limit, per, 0);
        };
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

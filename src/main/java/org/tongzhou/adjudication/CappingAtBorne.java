package org.tongzhou.adjudication;

import org.tongzhou.kernel.Explanation.Fact;
import org.tongzhou.kernel.Explanation.Op;
import org.tongzhou.plan.Per;
import org.tongzhou.plan.Rule;

/** All benefits of a group together never pay more than the member bore of the event. */
final class CappingAtBorne extends Working {
    private final Limit limit;
    private final String clause;

    CappingAtBorne(Rule.NeverAboveBorne rule, String clause) {
        this.limit = Limit.shared(rule.group(), Per.EVENT);
        this.clause = clause;
    }

    @Override
    boolean apply(Run run, int day) {
        Use use = run.limits.of(limit(run.facts), run.facts.costDay);
        long borne = Exact.ofFen(run.facts.borneFen);
        long used = run.limits.usedExact(use);
        long left = Math.max(borne - used, 0);
        run.limits.useFinal(use);
        if (run.amount > left) {
            run.amount = left;
            if (run.trace.on()) {
                run.step("borne_limit", Op.LIMIT, clause, values(run, borne, used));
            }
            if (left == 0) {
                run.nothingLeft(
                        Reason.Code.BORNE_USED, clause, run.trace.on() ? values(run, borne, used) : Run.NO_FACTS);
            }
        }
        return true;
    }

    /** By the case of the bills where it is named, so that bills of another case do not count. */
    private Limit limit(ClaimFacts facts) {
        return facts.reference().isPresent() ? limit.of(facts.reference().get()) : limit;
    }

    private static Fact[] values(Run run, long borne, long used) {
        return new Fact[] {run.exactFact("borne", borne), run.exactFact("used", used)};
    }
}

package org.tongzhou.adjudication;

import org.tongzhou.kernel.Explanation.Fact;
import org.tongzhou.kernel.Explanation.Op;
import org.tongzhou.plan.Per;
import org.tongzhou.plan.Rule;

/** All benefits of a group together never pay more than the member bore of the event. */
final class CappingAtBorne implements Working {
    private final String limit;
    private final String clause;

    CappingAtBorne(Rule.NeverAboveBorne rule, String clause) {
        this.limit = "group/" + rule.group();
        this.clause = clause;
    }

    @Override
    public boolean apply(Run run, int day) {
        LimitKey key = key(run.facts);
        long borne = Exact.ofFen(run.facts.borneFen);
        long used = run.limits.usedExact(key);
        long left = Math.max(borne - used, 0);
        run.limits.useFinal(key);
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
    private LimitKey key(ClaimFacts facts) {
        String bills =
                facts.reference().isPresent() ? limit + "/" + facts.reference().get() : limit;
        return new LimitKey(bills, Per.EVENT, facts.costDay());
    }

    private static Fact[] values(Run run, long borne, long used) {
        return new Fact[] {run.exactFact("borne", borne), run.exactFact("used", used)};
    }
}

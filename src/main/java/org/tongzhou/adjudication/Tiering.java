package org.tongzhou.adjudication;

import java.util.List;
import org.tongzhou.kernel.Explanation.Fact;
import org.tongzhou.kernel.Explanation.Op;
import org.tongzhou.plan.Per;
import org.tongzhou.plan.Rule;

/** Marginal tiers; over a longer period the amount goes on where earlier claims stopped. */
final class Tiering extends Working {
    private final long[] tops;
    private final int[] basisPoints;
    private final boolean example;
    private final Per per;
    private final Limit limit;
    private final String clause;

    Tiering(Rule.Tiers rule, String limit, String clause) {
        List<Rule.Tier> tiers = rule.tiers();
        this.tops = tiers.stream()
                .mapToLong(it -> it.upTo().map(top -> Exact.ofFen(top.fen())).orElse(Long.MAX_VALUE))
                .toArray();
        this.basisPoints =
                tiers.stream().mapToInt(it -> it.basisPoints().value()).toArray();
        this.example = tiers.stream().anyMatch(it -> it.basisPoints().example());
        this.per = rule.per();
        this.limit = Limit.own(limit, per);
        this.clause = clause;
    }

    @Override
    boolean apply(Run run, int day) {
        long amount = run.amount;
        run.limits.settle(amount);
        long start = earlier(run, day, amount);
        if (run.trace.on() && start > 0) {
            run.trace.note("tiers.earlier." + per.code(), clause, run.exactFact("earlier", start));
        }
        long end = Math.addExact(start, amount);
        long sum = 0;
        long from = 0;
        for (int i = 0; i < tops.length; i++) {
            long part = Math.min(end, tops[i]) - Math.max(start, from);
            if (part > 0) {
                sum += tier(run, part, i);
            }
            from = tops[i];
        }
        run.amount = sum;
        if (run.trace.on() && amount > 0) {
            run.step("tiers", Op.SUBTOTAL, clause);
            run.trace.example(example);
        }
        return true;
    }

    private long earlier(Run run, int day, long amount) {
        if (per == Per.EVENT) {
            return 0;
        }
        Use use = run.limits.of(limit, day);
        long earlier = run.limits.precedingExact(use);
        run.limits.useAlways(use, amount);
        return earlier;
    }

    private long tier(Run run, long part, int i) {
        long share = Exact.rate(part, basisPoints[i]);
        if (run.trace.on()) {
            Fact of = run.exactFact("part", part);
            Fact rate = Fact.rate("rate", basisPoints[i]);
            Fact from = run.exactFact("from", i == 0 ? 0 : tops[i - 1]);
            boolean last = tops[i] == Long.MAX_VALUE;
            Fact to = last ? from : run.exactFact("to", tops[i]);
            run.trace.step(last ? "tier.above" : "tier", Op.PLUS, Exact.decimal(share), clause, of, rate, from, to);
        }
        return share;
    }
}

package org.tongzhou.adjudication;

import org.tongzhou.kernel.Explanation.Fact;
import org.tongzhou.kernel.Explanation.Op;
import org.tongzhou.plan.Benefit.Allowance;
import org.tongzhou.plan.Benefit.Most;
import org.tongzhou.plan.PlanVersion;

/** A fixed sum for each day of a stay or each item, limited in number, then the rules in the plan's order. */
final class Allowing extends Section {
    private final Allowance benefit;
    private final boolean days;
    private final String limit;
    private final String mostClause;
    private final Working[] rules;

    Allowing(PlanVersion plan, Allowance benefit) {
        super(plan, benefit);
        this.benefit = benefit;
        this.days = benefit.counted().days();
        this.limit = name + (days ? ":days" : ":items");
        this.mostClause = benefit.most().map(Most::clause).map(plan::citation).orElse(clause);
        this.rules = Workings.of(plan, name, benefit.rules());
    }

    @Override
    int day(ClaimFacts facts) {
        return Openings.day(benefit.opening(), facts);
    }

    @Override
    void work(Run run) {
        if (!Openings.opens(benefit.opening(), run.facts)) {
            run.close(Reason.Code.EVENT_NOT_COVERED, clause, Run.NO_FACTS);
            return;
        }
        long counted = days ? daysOf(run) : items(run);
        int day = day(run.facts);
        if (counted == 0) {
            return;
        }
        long paid = benefit.most().isPresent()
                ? limited(run, counted, benefit.most().get(), day)
                : counted;
        if (paid > 0) {
            start(run, paid);
            if (Workings.apply(rules, run, day)) {
                run.end(clause);
            }
        }
    }

    private long daysOf(Run run) {
        long stayed = run.facts.stay().orElseThrow().days(benefit.counted().lastDayCounts());
        int fromDay = benefit.counted().fromDay();
        long counted = Math.max(stayed - fromDay + 1, 0);
        if (run.trace.on() && counted > 0) {
            run.trace.note("days", clause, Fact.count("stayed", stayed), Fact.count("from_day", fromDay));
        }
        if (counted == 0) {
            Fact[] values = run.trace.on()
                    ? new Fact[] {Fact.count("stayed", stayed), Fact.count("from_day", fromDay)}
                    : Run.NO_FACTS;
            run.close(Reason.Code.STAY_TOO_SHORT, clause, values);
        }
        return counted;
    }

    private long items(Run run) {
        int counted = run.facts.counts().getOrDefault(benefit.code(), 0);
        if (counted == 0) {
            run.close(Reason.Code.NO_ITEMS, clause, Run.NO_FACTS);
        }
        return counted;
    }

    private long limited(Run run, long counted, Most most, int day) {
        LimitKey key = run.limits.key(limit, most.per(), day);
        long used = run.limits.usedCount(key);
        long left = Math.max(most.count().value() - used, 0);
        long paid = Math.min(counted, left);
        run.limits.useIfPaid(key, paid);
        if (run.trace.on() || paid == 0) {
            Fact[] values = {
                Fact.count("most", most.count().value()), Fact.count("used", used), Fact.count("left", left)
            };
            if (paid == 0) {
                run.close(Reason.Code.COUNT_USED, mostClause, values);
            } else if (paid < counted) {
                run.trace.note("count." + most.per().code(), mostClause, values);
                run.trace.example(most.count().example());
            }
        }
        return paid;
    }

    private void start(Run run, long counted) {
        long each = benefit.each().of(run.units()).fen();
        run.amount = Exact.ofFen(Math.multiplyExact(each, counted));
        if (run.trace.on()) {
            Fact amount = run.exactFact("each", Exact.ofFen(each));
            Fact count = Fact.count("count", counted);
            if (days) {
                run.step("daily_cash", Op.START, clause, amount, count);
            } else {
                var item = benefit.counted().item().orElseThrow();
                Fact zh = Fact.text("item_zh", item.zh());
                run.step("items", Op.START, clause, amount, count, zh, Fact.text("item_en", item.en()));
            }
            run.trace.example(benefit.each().amount().example());
        }
    }
}

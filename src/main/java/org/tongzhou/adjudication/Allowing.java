package org.tongzhou.adjudication;

import java.util.Optional;
import org.tongzhou.kernel.Explanation.Fact;
import org.tongzhou.kernel.Explanation.Op;
import org.tongzhou.plan.Benefit.Allowance;
import org.tongzhou.plan.PlanVersion;

/** A fixed sum for each day of a stay or each item, limited in number, then the rules in the plan's order. */
final class Allowing extends Section {
    private final Allowance benefit;
    private final boolean days;
    private final Optional<CountLimit> most;
    private final Working[] rules;

    Allowing(PlanVersion plan, Allowance benefit) {
        super(plan, benefit);
        this.benefit = benefit;
        this.days = benefit.counted().days();
        String counter = name + (days ? ":days" : ":items");
        this.most = benefit.most().map(it -> new CountLimit(it, counter, plan.citation(it.clause())));
        this.rules = Workings.of(plan, name, benefit.rules());
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
        long paid = most.isPresent() ? most.get().paid(run, counted, day) : counted;
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

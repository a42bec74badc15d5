package org.tongzhou.adjudication;

import java.time.LocalDate;
import java.util.List;
import org.tongzhou.kernel.Explanation.Fact;
import org.tongzhou.kernel.Explanation.Op;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.Benefit.Disability;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.Per;
import org.tongzhou.plan.PlanVersion;

/** Disability by grade or death after an accident. What the same accident paid before is taken off, so that both are never paid. */
final class Disabling extends Section {
    private final Disability benefit;
    private final Money perUnit;
    private final int[] shares;
    private final Limit limit;
    private final boolean example;

    Disabling(PlanVersion plan, Disability benefit) {
        super(plan, benefit);
        this.benefit = benefit;
        this.perUnit = benefit.sumPerUnit().value();
        this.shares = benefit.gradeBasisPoints().value().stream()
                .mapToInt(Integer::intValue)
                .toArray();
        this.limit = Limit.own(name, Per.EVENT);
        this.example =
                benefit.sumPerUnit().example() || benefit.gradeBasisPoints().example();
    }

    @Override
    void work(Run run) {
        if (run.facts.kind() != EventKind.ACCIDENT) {
            run.close(Reason.Code.EVENT_NOT_COVERED, clause, Run.NO_FACTS);
            return;
        }
        run.amount = Exact.ofFen(Math.multiplyExact(perUnit.fen(), run.units()));
        if (run.trace.on()) {
            run.step(
                    "sum_insured", Op.START, clause, Fact.money("per_unit", perUnit), Fact.count("units", run.units()));
            run.trace.example(example);
        }
        Findings found = run.facts.findings();
        if (found.died().isPresent()) {
            run.trace.note("death", clause, Fact.date("died", found.died().get()));
            due(run);
        } else if (found.grade().isPresent()) {
            graded(run, found.grade().getAsInt());
        } else {
            open(run, new Missing(Missing.Code.CONFIRM_GRADE, List.of()));
        }
    }

    private void graded(Run run, int grade) {
        if (grade < 1 || grade > shares.length) {
            Fact given = Fact.text("grade", Integer.toString(grade));
            run.close(Reason.Code.NOT_IN_CLASS, clause, new Fact[] {given});
            return;
        }
        if (gradedTooEarly(run.facts)) {
            open(run, new Missing(Missing.Code.GRADE_AGAIN, List.of(Fact.date("from", firstJudgement(run.facts)))));
            return;
        }
        int share = shares[grade - 1];
        run.amount = Exact.rate(run.amount, share);
        if (run.trace.on()) {
            run.step("grade", Op.TIMES, clause, Fact.count("grade", grade), Fact.rate("share", share));
        }
        due(run);
    }

    private boolean gradedTooEarly(ClaimFacts facts) {
        return facts.findings().gradedOn().isPresent()
                && facts.findings().gradedOn().get().isBefore(firstJudgement(facts));
    }

    private LocalDate firstJudgement(ClaimFacts facts) {
        return benefit.firstJudgement(facts.eventDay(), facts.findings().treatmentEnded());
    }

    private Use use(Run run) {
        return run.limits.of(limit, day(run.facts));
    }

    private void due(Run run) {
        Use use = use(run);
        long paid = run.limits.usedExact(use);
        if (run.amount <= paid) {
            alreadyUsed(run, paid);
            return;
        }
        run.amount -= paid;
        if (run.trace.on() && paid > 0) {
            run.trace.step("already_paid", Op.MINUS, Exact.decimal(paid), clause);
        }
        run.limits.useFinal(use);
        run.due(Exact.roundHalfUp(paid));
    }

    private void open(Run run, Missing missing) {
        long paid = run.limits.usedExact(use(run));
        if (run.amount <= paid) {
            alreadyUsed(run, paid);
        } else {
            run.trace.missing(missing);
            run.open(Exact.roundHalfUp(run.amount - paid));
        }
    }

    private void alreadyUsed(Run run, long paid) {
        Fact[] values = run.trace.on() ? new Fact[] {run.exactFact("paid", paid)} : Run.NO_FACTS;
        run.close(Reason.Code.ALREADY_USED, clause, values);
    }
}

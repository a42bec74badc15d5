package org.tongzhou.adjudication;

import java.util.List;
import org.tongzhou.plan.PlanVersion;
import org.tongzhou.plan.Rule;

/** Makes the rules of one benefit ready, each with its place, its citation and the name of its limit. */
final class Workings implements Rule.Cases<Working> {
    private final PlanVersion plan;
    private final String benefit;
    private int number;

    private Workings(PlanVersion plan, String benefit) {
        this.plan = plan;
        this.benefit = benefit;
    }

    static Working[] of(PlanVersion plan, String benefit, List<Rule> rules) {
        Workings workings = new Workings(plan, benefit);
        return rules.stream().map(workings::next).toArray(Working[]::new);
    }

    /** False when a rule closed the benefit. */
    static boolean apply(Working[] rules, Run run, int day) {
        for (Working rule : rules) {
            if (!rule.apply(run, day)) {
                return false;
            }
        }
        return true;
    }

    private Working next(Rule rule) {
        number++;
        return rule.fold(this);
    }

    private String cite(Rule rule) {
        return plan.citation(rule.clause());
    }

    private String limit() {
        return benefit + "/" + number;
    }

    @Override
    public Working rate(Rule.Rate rule) {
        return new Rating(rule, cite(rule));
    }

    @Override
    public Working rateByStay(Rule.RateByStay rule) {
        return new RatingByStay(rule, limit() + ":stays", cite(rule));
    }

    @Override
    public Working tiers(Rule.Tiers rule) {
        return new Tiering(rule, limit(), cite(rule));
    }

    @Override
    public Working brackets(Rule.Brackets rule) {
        return new Bracketing(rule, cite(rule));
    }

    @Override
    public Working deductible(Rule.Deductible rule) {
        return new Deducting(rule, limit(), cite(rule));
    }

    @Override
    public Working floor(Rule.Floor rule) {
        return new Raising(rule, cite(rule));
    }

    @Override
    public Working cap(Rule.Cap rule) {
        return new Capping(rule, limit(), cite(rule));
    }

    @Override
    public Working neverAboveBorne(Rule.NeverAboveBorne rule) {
        return new CappingAtBorne(rule, cite(rule));
    }

    @Override
    public Working stays(Rule.Stays rule) {
        return new CountingStays(rule, limit() + ":stays", cite(rule));
    }
}

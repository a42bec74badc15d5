package org.tongzhou.adjudication;

import org.tongzhou.plan.Benefit;
import org.tongzhou.plan.PlanVersion;

/** One benefit of a plan, made ready for deciding many events. */
abstract class Section {
    private final Papers papers;

    /** What the benefit as a whole quotes. */
    final String clause;

    /** How limits of the benefit are named. */
    final String name;

    private final boolean byAdmission;

    Section(PlanVersion plan, Benefit benefit) {
        this.papers = new Papers(plan, benefit);
        this.clause = plan.citation(benefit.clause());
        this.name = plan.code() + "/" + benefit.code();
        this.byAdmission = benefit.goesByAdmission();
    }

    static Section of(PlanVersion plan, Benefit benefit) {
        return benefit.fold(
                it -> new Reimbursing(plan, it),
                it -> new LumpSums(plan, it),
                it -> new Disabling(plan, it),
                it -> new Allowing(plan, it));
    }

    /** The day, since 1970, that decides on cover and waiting: a benefit for stays goes by the admission, all else by the event. */
    final int day(ClaimFacts facts) {
        return byAdmission ? facts.costDay : facts.day;
    }

    /** Works out what the benefit comes to, whatever the gates say. */
    abstract void work(Run run);

    final void papers(Run run) {
        papers.missing(run.facts, run.trace::missing);
    }
}

package org.tongzhou.adjudication;

import org.tongzhou.kernel.Explanation.Fact;
import org.tongzhou.kernel.Explanation.Op;
import org.tongzhou.plan.Base;
import org.tongzhou.plan.Benefit.Opening;
import org.tongzhou.plan.Benefit.Reimbursement;
import org.tongzhou.plan.PlanVersion;

/** A share of the bills: the base summed over all of them, then the rules in the plan's order, exact to the end. */
final class Reimbursing extends Section {
    private final Opening opening;
    private final Base base;
    private final boolean ofBorne;
    private final boolean inScope;
    private final boolean mayExceedBorne;
    private final Working[] rules;

    Reimbursing(PlanVersion plan, Reimbursement benefit) {
        super(plan, benefit);
        this.opening = benefit.opening();
        this.base = benefit.base();
        this.ofBorne = base == Base.BORNE || base == Base.IN_SCOPE;
        this.inScope = base == Base.IN_SCOPE || base == Base.TOTAL_IN_SCOPE;
        this.mayExceedBorne = benefit.mayExceedBorne();
        this.rules = Workings.of(plan, name, benefit.rules());
    }

    @Override
    void work(Run run) {
        if (!Openings.opens(opening, run.facts)) {
            run.close(Reason.Code.EVENT_NOT_COVERED, clause, Run.NO_FACTS);
        } else if (run.facts.billCount == 0) {
            run.close(Reason.Code.NO_BILL, clause, Run.NO_FACTS);
        } else {
            base(run);
            int day = day(run.facts);
            if (Workings.apply(rules, run, day)) {
                neverAboveBorne(run);
                run.end(clause);
            }
        }
    }

    private void base(Run run) {
        start(run, run.facts.totalFen, run.facts.borneFen, run.facts.outOfScopeFen);
        if (run.amount == 0) {
            run.nothingLeft(Reason.Code.NOTHING_BORNE, clause, Run.NO_FACTS);
        }
    }

    private void start(Run run, long total, long borne, long outOfScope) {
        run.amount = Exact.ofFen(ofBorne ? borne : base == Base.OUT_OF_SCOPE ? outOfScope : total);
        if (run.trace.on()) {
            startSteps(run, total, borne);
        }
        if (inScope) {
            run.amount -= Exact.ofFen(outOfScope);
            if (run.trace.on()) {
                run.trace.step("out_of_scope", Op.MINUS, Exact.decimal(Exact.ofFen(outOfScope)), clause);
                run.step(ofBorne ? "in_scope" : "total_in_scope", Op.SUBTOTAL, clause);
            }
        }
    }

    private void startSteps(Run run, long total, long borne) {
        Fact bills = Fact.count("bills", run.facts.billCount);
        switch (base) {
            case IN_SCOPE, BORNE ->
                run.step(
                        "borne",
                        Op.START,
                        clause,
                        run.exactFact("total", Exact.ofFen(total)),
                        run.exactFact("insured", Exact.ofFen(total - borne)),
                        bills);
            case OUT_OF_SCOPE -> run.step("out_of_scope_base", Op.START, clause, bills);
            case TOTAL, TOTAL_IN_SCOPE -> run.step("cost", Op.START, clause, bills);
        }
    }

    private void neverAboveBorne(Run run) {
        if (mayExceedBorne) {
            return;
        }
        long borne = Exact.ofFen(run.facts.borneFen);
        if (run.amount > borne) {
            run.amount = borne;
            if (run.trace.on()) {
                run.step("borne_limit", Op.LIMIT, clause, run.exactFact("borne", borne), run.exactFact("used", 0));
            }
        }
    }
}

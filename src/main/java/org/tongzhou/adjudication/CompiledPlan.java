package org.tongzhou.adjudication;

import java.util.List;
import java.util.stream.IntStream;
import org.tongzhou.plan.Benefit;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.plan.PlanVersion;

/**
 * A plan version made ready to decide many events: rules as arrays and numbers, citations and limits named once. Immutable,
 * for any number of threads. Explanations are worked out only when a decision is asked for them, by the same computation.
 */
public final class CompiledPlan {
    private final PlanVersion plan;
    private final PlanCode code;
    private final Gates gates;
    private final List<Benefit> benefits;
    private final Section[] sections;

    private CompiledPlan(PlanVersion plan, List<Benefit> benefits, Section[] sections) {
        this.plan = plan;
        this.code = plan.code();
        this.gates = new Gates(plan);
        this.benefits = benefits;
        this.sections = sections;
    }

    public static CompiledPlan of(PlanVersion plan) {
        Section[] sections = plan.benefits().stream()
                .map(benefit -> Section.of(plan, benefit))
                .toArray(Section[]::new);
        return new CompiledPlan(plan, plan.benefits(), sections);
    }

    /** One plan for each benefit, which decides on that benefit alone. */
    List<CompiledPlan> byBenefit() {
        return IntStream.range(0, sections.length)
                .mapToObj(i -> new CompiledPlan(plan, List.of(benefits.get(i)), new Section[] {sections[i]}))
                .toList();
    }

    public PlanVersion plan() {
        return plan;
    }

    /** The benefits that it decides on. */
    List<Benefit> benefits() {
        return benefits;
    }

    /**
     * The decision on one event. {@code used} is what the member's earlier decisions used of the limits, read under the lock
     * that guards them. Refuses a cover of another plan.
     */
    public Decision decide(CoverFacts cover, ClaimFacts facts, UsedSoFar used) {
        Run run = new Run(facts, new Limits(cover, used), Trace.SILENT);
        decide(run);
        return Decided.of(this, run, run.limits);
    }

    /** All benefits, one after the other. */
    void decide(Run run) {
        PlanCode covered = run.cover().plan();
        if (!code.equals(covered)) {
            throw new IllegalArgumentException("cover of " + covered + " under plan " + code);
        }
        for (Section section : sections) {
            work(section, run);
        }
    }

    private Run.Outcome work(Section section, Run run) {
        run.begin();
        boolean open = gates.open(run, section.day(run.facts));
        section.work(run);
        return run.finish(open);
    }

    /** The same computation again, with everything that is to be told. */
    Recording.Story story(ClaimFacts facts, Limits limits) {
        Recording recording = new Recording();
        Run run = new Run(facts, limits, recording);
        for (Section section : sections) {
            Run.Outcome outcome = work(section, run);
            if (outcome != Run.Outcome.CLOSED) {
                section.papers(run);
            }
            recording.end(outcome);
        }
        long fen = Exact.roundHalfUp(run.dueExact());
        return fen > 0
                ? recording.payable(run.dueExact(), fen)
                : run.upToFen() > 0 ? recording.proposed(run.upToFen()) : recording.notPayable();
    }
}

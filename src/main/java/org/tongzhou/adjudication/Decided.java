package org.tongzhou.adjudication;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Explanation;

/** What every decision carries: what was asked of which plan, and, once asked for, the words. */
abstract class Decided {
    private final CompiledPlan plan;
    private final ClaimFacts facts;
    private final Limits limits;
    private final int reasonBits;
    private Recording.@Nullable Story story;

    Decided(CompiledPlan plan, Run run, Limits limits) {
        this.plan = plan;
        this.facts = run.facts;
        this.limits = limits;
        this.reasonBits = run.reasons();
    }

    /** {@code limits} are those of the run, or what was kept of them if the run goes on to other events. */
    static Decision of(CompiledPlan plan, Run run, Limits limits) {
        long fen = Exact.roundHalfUp(run.dueExact());
        if (fen > 0) {
            return new Decision.Payable(plan, run, limits, fen);
        }
        return run.upToFen() > 0
                ? new Decision.Proposed(plan, run, limits)
                : new Decision.NotPayable(plan, run, limits);
    }

    public String version() {
        return plan.plan().id();
    }

    public Explanation explanation() {
        return story().explanation();
    }

    public List<Missing> missing() {
        return story().missing();
    }

    public List<Candidate> candidates() {
        return story().candidates();
    }

    public List<Reason> reasons() {
        return story().reasons();
    }

    public int reasonBits() {
        return reasonBits;
    }

    public Set<Reason.Code> reasonCodes() {
        return reasonBits == 0 ? Set.of() : Reason.Code.of(reasonBits);
    }

    public void eachUse(ObjLongConsumer<LimitKey> use) {
        limits.each(use);
    }

    public Map<LimitKey, Long> consumption() {
        return limits.consumption();
    }

    /** Worked out twice by two threads it is the same twice. */
    private Recording.Story story() {
        Recording.Story told = story;
        if (told == null) {
            told = plan.story(facts, limits.anew());
            story = told;
        }
        return told;
    }
}

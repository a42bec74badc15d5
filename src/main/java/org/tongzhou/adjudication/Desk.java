package org.tongzhou.adjudication;

import java.util.Map;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;

/**
 * Where one thread decides many events, one after the other: what the last one came to can be read until the next is
 * decided, and nothing of it stays behind. The computation is that of {@link CompiledPlan#decide}; what is to be kept, or
 * explained, becomes a {@link #decision}.
 */
public final class Desk {
    private @Nullable Run run;
    private @Nullable CompiledPlan plan;
    private long dueFen;

    /** Refuses a cover of another plan. */
    public void decide(CompiledPlan by, CoverFacts cover, ClaimFacts facts, UsedSoFar used) {
        Run present = run;
        if (present == null) {
            present = new Run(facts, new Limits(cover, used), Trace.SILENT);
            run = present;
        } else {
            present.restart(facts, cover, used);
        }
        plan = by;
        by.decide(present);
        dueFen = Exact.roundHalfUp(present.dueExact());
    }

    private Run last() {
        Run last = run;
        if (last == null) {
            throw new IllegalStateException("nothing was decided yet");
        }
        return last;
    }

    /** Fen that are due now. */
    public long dueFen() {
        return dueFen;
    }

    public Money due() {
        return Money.ofFen(dueFen);
    }

    /** Where nothing is due now: fen that may be due, once what is missing is there. */
    public long upToFen() {
        return dueFen > 0 ? 0 : last().upToFen();
    }

    /** As {@link Decision#reasonBits}. */
    public int reasonBits() {
        return last().reasons();
    }

    /** As {@link Decision#eachUse}. */
    public void eachUse(ObjLongConsumer<LimitKey> use) {
        last().limits.each(use);
    }

    /** As {@link Decision#consumption}. */
    public Map<LimitKey, Long> consumption() {
        return last().limits.consumption();
    }

    /** The last decision for keeps, with all that it can tell. */
    public Decision decision() {
        CompiledPlan by = plan;
        if (by == null) {
            throw new IllegalStateException("nothing was decided yet");
        }
        return Decided.of(by, last(), last().limits.kept());
    }
}

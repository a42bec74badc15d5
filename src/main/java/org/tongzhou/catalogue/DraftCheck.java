package org.tongzhou.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tongzhou.adjudication.Decision;
import org.tongzhou.adjudication.FactsFault;
import org.tongzhou.adjudication.GoldenCase;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.PlanFault;
import org.tongzhou.plan.PlanVersion;

/**
 * Everything that is known of a draft's content: the faults of its text, alone and against the plans in the catalogue, what
 * its cases come to, and which gates are still closed.
 */
public record DraftCheck(
        Optional<PlanVersion> plan,
        List<PlanFault> faults,
        List<FactsFault> caseFaults,
        List<Tried> cases,
        Set<Gate> closed) {
    public DraftCheck {
        faults = List.copyOf(faults);
        caseFaults = List.copyOf(caseFaults);
        cases = List.copyOf(cases);
        closed = Set.copyOf(closed);
    }

    /** What has to hold before a draft may be submitted, in the order in which it is told. */
    public enum Gate {
        /** The text reads, agrees with the other plans, and begins later than today and than every edition before. */
        READS,
        /** It was made from the edition that is still the newest. */
        FRESH,
        /** There is at least one case, and every case comes to what it states. */
        CASES,
        /** The fund's past claims were replayed under exactly this content. */
        REPLAYED,
        /** Where somebody would get less, or the loss ratio passes what the fund has set, the maker has written why. */
        REASONED
    }

    /** One case and what the draft makes of it; {@code before} is the answer of the edition in force, if there is one. */
    public record Tried(GoldenCase golden, Decision decision, Optional<Money> before) {
        public Money pays() {
            return GoldenCase.amount(decision);
        }

        public boolean holds() {
            return pays().equals(golden.pays());
        }
    }

    public boolean isReady() {
        return closed.isEmpty();
    }

    /** Cases under a draft and under the edition before it, both as if they held on the cases' days. */
    public static List<Tried> tried(List<GoldenCase> cases, Optional<PlanVersion> plan, Optional<PlanVersion> before) {
        Optional<PlanVersion> known = before.map(Rehearsal::always);
        return plan.map(Rehearsal::always).stream()
                .flatMap(draft -> cases.stream()
                        .map(golden -> new Tried(
                                golden, golden.under(draft), known.map(it -> GoldenCase.amount(golden.under(it))))))
                .toList();
    }
}

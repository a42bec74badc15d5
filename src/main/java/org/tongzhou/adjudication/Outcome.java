package org.tongzhou.adjudication;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.tongzhou.kernel.Explanation.Step;
import org.tongzhou.kernel.Money;

/** What one benefit of a plan comes to, before the plan's benefits are added and rounded. */
sealed interface Outcome {
    <R> R fold(Function<Due, R> due, Function<Open, R> open, Function<Closed, R> closed);

    /** {@code exactFen} is unrounded and above zero; {@code paidBefore} is what earlier decisions paid on the same entitlement. */
    record Due(BigDecimal exactFen, Money paidBefore, List<Step> steps, Map<LimitKey, Long> consumption)
            implements Outcome {
        @Override
        public <R> R fold(Function<Due, R> due, Function<Open, R> open, Function<Closed, R> closed) {
            return due.apply(this);
        }
    }

    /** A person's finding is needed first. */
    record Open(Money upTo, List<Step> steps, List<Missing> missing, List<Candidate> candidates) implements Outcome {
        @Override
        public <R> R fold(Function<Due, R> due, Function<Open, R> open, Function<Closed, R> closed) {
            return open.apply(this);
        }
    }

    record Closed(List<Reason> reasons) implements Outcome {
        static Outcome because(Reason reason) {
            return new Closed(List.of(reason));
        }

        @Override
        public <R> R fold(Function<Due, R> due, Function<Open, R> open, Function<Closed, R> closed) {
            return closed.apply(this);
        }
    }
}

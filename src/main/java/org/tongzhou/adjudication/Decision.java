package org.tongzhou.adjudication;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.tongzhou.kernel.Explanation;
import org.tongzhou.kernel.Money;

/** What a plan pays for an event. The same inputs give the same {@link #toJson()} to the byte. A refusal is still a person's. */
public sealed interface Decision {
    Basis basis();

    <R> R fold(Function<Payable, R> payable, Function<Proposed, R> proposed, Function<NotPayable, R> notPayable);

    default Explanation explanation() {
        return basis().explanation();
    }

    default List<Missing> missing() {
        return basis().missing();
    }

    /** Classes that the diagnosis opens, for a person to choose from. */
    default List<Candidate> candidates() {
        return basis().candidates();
    }

    /** Every rule that stands against paying: for a decision that pays, those that close other benefits of the plan. */
    default List<Reason> reasons() {
        return basis().reasons();
    }

    /** Canonical text: fixed order of members, no spaces, amounts in fen. */
    default String toJson() {
        return DecisionJson.write(this);
    }

    /** What every decision carries: the version that decided ({@code hospital-2025}), the steps, what is missing, the choices. */
    record Basis(
            String version,
            Explanation explanation,
            List<Reason> reasons,
            List<Missing> missing,
            List<Candidate> candidates) {
        public Basis {
            reasons = List.copyOf(reasons);
            missing = List.copyOf(missing);
            candidates = List.copyOf(candidates);
        }
    }

    /**
     * An amount above zero is due now. {@code entitled} includes what an earlier decision on the same event paid, so that
     * a re-classification pays {@code amount}, the difference. {@code consumption} is what paying uses of each limit, in fen.
     */
    record Payable(Basis basis, Money amount, Money entitled, Map<LimitKey, Long> consumption) implements Decision {
        public Payable {
            consumption = Collections.unmodifiableMap(new TreeMap<>(consumption));
        }

        @Override
        public <R> R fold(
                Function<Payable, R> payable, Function<Proposed, R> proposed, Function<NotPayable, R> notPayable) {
            return payable.apply(this);
        }
    }

    /** Up to this amount may be due; what is missing decides. */
    record Proposed(Basis basis, Money upTo) implements Decision {
        @Override
        public <R> R fold(
                Function<Payable, R> payable, Function<Proposed, R> proposed, Function<NotPayable, R> notPayable) {
            return proposed.apply(this);
        }
    }

    /** Nothing is due, for all the {@link #reasons()}. */
    record NotPayable(Basis basis) implements Decision {
        @Override
        public <R> R fold(
                Function<Payable, R> payable, Function<Proposed, R> proposed, Function<NotPayable, R> notPayable) {
            return notPayable.apply(this);
        }
    }
}

package org.tongzhou.adjudication;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;
import org.tongzhou.kernel.Explanation;
import org.tongzhou.kernel.Money;

/**
 * What a plan pays for an event. The amount, the codes of the reasons and the consumption are there at once; the explanation
 * and all other words are worked out when they are first asked for, by the same computation from the same facts. The same
 * inputs give the same {@link #toJson()} to the byte. A refusal is still a person's.
 */
public sealed interface Decision {
    <R> R fold(Function<Payable, R> payable, Function<Proposed, R> proposed, Function<NotPayable, R> notPayable);

    /** The version that decided: {@code hospital-2025}. */
    String version();

    Explanation explanation();

    List<Missing> missing();

    /** Classes that the diagnosis opens, for a person to choose from. */
    List<Candidate> candidates();

    /** Every rule that stands against paying: for a decision that pays, those that close other benefits of the plan. */
    List<Reason> reasons();

    /** The codes of {@link #reasons()}, without working out their words. */
    Set<Reason.Code> reasonCodes();

    /** The same as bits, each the ordinal of its code, for those who add up many decisions. */
    int reasonBits();

    /** What carrying this out uses of each limit, in fen or as a count; a deductible may be met though nothing is paid. */
    Map<LimitKey, Long> consumption();

    /** {@link #consumption()} limit by limit, for those who add up many decisions. */
    void eachUse(ObjLongConsumer<LimitKey> use);

    /** Canonical text: fixed order of members, no spaces, amounts in fen. */
    default String toJson() {
        return DecisionJson.write(this);
    }

    /** An amount above zero is due now. */
    final class Payable extends Decided implements Decision {
        private final long fen;
        private final long paidBeforeFen;

        Payable(CompiledPlan plan, Run run, Limits limits, long fen) {
            super(plan, run, limits);
            this.fen = fen;
            this.paidBeforeFen = run.dueBeforeFen();
        }

        public Money amount() {
            return Money.ofFen(fen);
        }

        /** With what an earlier decision on the same event paid, so that a re-classification pays only the difference. */
        public Money entitled() {
            return Money.ofFen(Math.addExact(fen, paidBeforeFen));
        }

        @Override
        public <R> R fold(
                Function<Payable, R> payable, Function<Proposed, R> proposed, Function<NotPayable, R> notPayable) {
            return payable.apply(this);
        }
    }

    /** Up to this amount may be due; what is missing decides. */
    final class Proposed extends Decided implements Decision {
        private final long upToFen;

        Proposed(CompiledPlan plan, Run run, Limits limits) {
            super(plan, run, limits);
            this.upToFen = run.upToFen();
        }

        public Money upTo() {
            return Money.ofFen(upToFen);
        }

        @Override
        public <R> R fold(
                Function<Payable, R> payable, Function<Proposed, R> proposed, Function<NotPayable, R> notPayable) {
            return proposed.apply(this);
        }
    }

    /** Nothing is due, for all the {@link #reasons()}. */
    final class NotPayable extends Decided implements Decision {
        NotPayable(CompiledPlan plan, Run run, Limits limits) {
            super(plan, run, limits);
        }

        @Override
        public <R> R fold(
                Function<Payable, R> payable, Function<Proposed, R> proposed, Function<NotPayable, R> notPayable) {
            return notPayable.apply(this);
        }
    }
}

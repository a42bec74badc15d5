package org.tongzhou.plan;

import java.util.List;
import java.util.function.Function;
import org.tongzhou.kernel.Money;

/** One thing that a plan pays. A plan may hold several; one event may open more than one. Daily cash is a further member of this type. */
public sealed interface Benefit {
    /** Unique within the plan: {@code inpatient}. */
    String code();

    Text name();

    <R> R fold(
            Function<Reimbursement, R> reimbursement, Function<LumpSum, R> lumpSum, Function<Disability, R> disability);

    /** A share of what the person paid for treatment: a base of the bill, then the rules in their order, then one rounding HALF_UP. */
    record Reimbursement(String code, Text name, Opening opening, Base base, String clause, List<Rule> rules)
            implements Benefit {
        public Reimbursement {
            rules = List.copyOf(rules);
        }

        @Override
        public <R> R fold(
                Function<Reimbursement, R> reimbursement,
                Function<LumpSum, R> lumpSum,
                Function<Disability, R> disability) {
            return reimbursement.apply(this);
        }
    }

    /** What opens a reimbursement: any hospital stay, or only treatment after an accident. */
    enum Opening {
        STAY,
        ACCIDENT
    }

    /**
     * A fixed sum a unit by the list that the disease stands on, once over {@code once}. A class on a list with a higher
     * sum, confirmed later, pays the difference to what was paid.
     */
    record LumpSum(String code, Text name, Per once, String clause, List<ClassList> lists) implements Benefit {
        public LumpSum {
            lists = List.copyOf(lists);
        }

        @Override
        public <R> R fold(
                Function<Reimbursement, R> reimbursement,
                Function<LumpSum, R> lumpSum,
                Function<Disability, R> disability) {
            return lumpSum.apply(this);
        }
    }

    /** A list of disease classes, such as {@code severe}, and what a class on it pays a unit. */
    record ClassList(String code, Stated<Money> perUnit, String clause, List<DiseaseClass> classes) {
        public ClassList {
            classes = List.copyOf(classes);
        }
    }

    /**
     * After an accident: a share of the sum by disability grade (first entry is grade 1, in basis points), or the whole
     * sum on death, never both. The grade is judged after treatment, or on day {@code judgedByDay} if treatment lasts longer.
     */
    record Disability(
            String code,
            Text name,
            Stated<Money> sumPerUnit,
            Stated<List<Integer>> gradeBasisPoints,
            int judgedByDay,
            String clause)
            implements Benefit {
        @Override
        public <R> R fold(
                Function<Reimbursement, R> reimbursement,
                Function<LumpSum, R> lumpSum,
                Function<Disability, R> disability) {
            return disability.apply(this);
        }
    }
}

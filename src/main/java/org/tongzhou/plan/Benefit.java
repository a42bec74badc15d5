package org.tongzhou.plan;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.tongzhou.kernel.Money;

/** One thing that a plan pays. A plan may hold several; one event may open more than one. */
public sealed interface Benefit {
    Set<Opening> STAYS = Set.of(Opening.STAY, Opening.ILLNESS_STAY, Opening.ANY);

    /** Unique within the plan: {@code inpatient}. */
    String code();

    Text name();

    /** The clause that the benefit as a whole quotes. */
    String clause();

    <R> R fold(Cases<R> cases);

    /** One answer for each shape of benefit, as four functions. */
    default <R> R fold(
            Function<Reimbursement, R> reimbursement,
            Function<LumpSum, R> lumpSum,
            Function<Disability, R> disability,
            Function<Allowance, R> allowance) {
        return fold(new Cases<R>() {
            @Override
            public R reimbursement(Reimbursement benefit) {
                return reimbursement.apply(benefit);
            }

            @Override
            public R lumpSum(LumpSum benefit) {
                return lumpSum.apply(benefit);
            }

            @Override
            public R disability(Disability benefit) {
                return disability.apply(benefit);
            }

            @Override
            public R allowance(Allowance benefit) {
                return allowance.apply(benefit);
            }
        });
    }

    /** True for a sum that a person's finding of a disease class opens. */
    default boolean isByClass() {
        return this instanceof LumpSum;
    }

    /** True for a sum by the grade of a disability, which needs no bill. */
    default boolean isByGrade() {
        return this instanceof Disability;
    }

    /** True for a sum that follows from a class or a grade alone, not from what anything cost or how long it took. */
    default boolean isFixedSum() {
        return isByClass() || isByGrade();
    }

    /** True when the admission decides on cover and waiting, not the day of the event. */
    default boolean goesByAdmission() {
        return fold(
                reimbursement -> reimbursement.opening().needsStay(),
                lump -> false,
                disability -> false,
                allowance -> allowance.opening().needsStay());
    }

    /** True when a stay in hospital opens it by its costs or its days, whatever led there but an accident alone. */
    default boolean isForStays() {
        return fold(
                reimbursement -> STAYS.contains(reimbursement.opening()),
                lump -> false,
                disability -> false,
                allowance -> STAYS.contains(allowance.opening()));
    }

    /** One answer for each shape of benefit. */
    interface Cases<R> {
        R reimbursement(Reimbursement benefit);

        R lumpSum(LumpSum benefit);

        R disability(Disability benefit);

        R allowance(Allowance benefit);
    }

    /**
     * A share of what treatment cost: a base of the bills, then the rules in their order, then one rounding HALF_UP. Never
     * more than the member bore, unless the plan says so.
     */
    record Reimbursement(
            String code, Text name, Opening opening, Base base, boolean mayExceedBorne, String clause, List<Rule> rules)
            implements Benefit {
        public Reimbursement {
            rules = List.copyOf(rules);
        }

        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.reimbursement(this);
        }
    }

    /** What opens a benefit that goes by cost, days or items. The day of admission decides for stays, else the day of the event. */
    enum Opening {
        STAY,
        ILLNESS_STAY,
        ACCIDENT_STAY,
        ACCIDENT,
        ANY;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public boolean needsStay() {
            return this == STAY || this == ILLNESS_STAY || this == ACCIDENT_STAY;
        }
    }

    /**
     * A fixed sum a unit by the list that the disease stands on, once over {@code once}. A class on a list with a higher
     * sum, confirmed later, pays the difference to what was paid; with {@code eachList} every list pays once for itself.
     */
    record LumpSum(String code, Text name, Per once, boolean eachList, String clause, List<ClassList> lists)
            implements Benefit {
        public LumpSum {
            lists = List.copyOf(lists);
        }

        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.lumpSum(this);
        }
    }

    /** A list of disease classes, such as {@code severe}, and what a class on it pays a unit: in all, and by part where it is split. */
    record ClassList(String code, Stated<Money> perUnit, List<Part> parts, String clause, List<DiseaseClass> classes) {
        public ClassList {
            parts = List.copyOf(parts);
            classes = List.copyOf(classes);
        }
    }

    /** A part of a lump sum, such as treatment or recovery. */
    record Part(String code, Text name, Stated<Money> perUnit, String clause) {}

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
        /** The first day on which a judgement counts: when treatment ended, at the latest a fixed day after the accident. */
        public LocalDate firstJudgement(LocalDate accident, Optional<LocalDate> treatmentEnded) {
            LocalDate latest = accident.plusDays(judgedByDay);
            return treatmentEnded.filter(latest::isAfter).orElse(latest);
        }

        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.disability(this);
        }
    }

    /** A fixed sum for each day of a stay or each item that the claim states, limited in number, then the rules in their order. */
    record Allowance(
            String code,
            Text name,
            Opening opening,
            Counted counted,
            Sum each,
            Optional<Most> most,
            String clause,
            List<Rule> rules)
            implements Benefit {
        public Allowance {
            rules = List.copyOf(rules);
        }

        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.allowance(this);
        }
    }

    /**
     * What an allowance counts: days of the stay from {@code fromDay} on, the day of discharge included or not; or, with
     * an item, how many of it the claim states.
     */
    record Counted(Optional<Text> item, int fromDay, boolean lastDayCounts) {
        public boolean days() {
            return item.isEmpty();
        }
    }

    /** At most this many days or items over the period. */
    record Most(Stated<Integer> count, Per per, String clause) {}
}

package org.tongzhou.adjudication;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tongzhou.kernel.Explanation.Fact;
import org.tongzhou.kernel.Explanation.Op;
import org.tongzhou.kernel.Explanation.Step;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.Benefit.ClassList;
import org.tongzhou.plan.Benefit.LumpSum;
import org.tongzhou.plan.DiseaseClass;
import org.tongzhou.plan.Icd10;

/** A fixed sum by disease class: open to every class that the diagnosis may belong to until a person confirms one. */
final class LumpSums {
    private final Matter matter;
    private final LumpSum benefit;

    private LumpSums(Matter matter, LumpSum benefit) {
        this.matter = matter;
        this.benefit = benefit;
    }

    static Outcome of(Matter matter, LumpSum benefit) {
        LumpSums sums = new LumpSums(matter, benefit);
        return matter.facts().findings().diseaseClass().map(sums::confirmed).orElseGet(sums::open);
    }

    private Outcome confirmed(String code) {
        for (ClassList list : benefit.lists()) {
            Optional<DiseaseClass> disease =
                    list.classes().stream().filter(it -> it.code().equals(code)).findFirst();
            if (disease.isPresent()) {
                return due(list, disease.get());
            }
        }
        return notInClass();
    }

    private Outcome due(ClassList list, DiseaseClass disease) {
        Money sum = list.perUnit().value().times(matter.units());
        Money paid = paidBefore();
        if (sum.compareTo(paid) <= 0) {
            return alreadyUsed(paid);
        }
        List<Step> steps = new ArrayList<>();
        steps.add(step("lump_sum", Op.START, list, disease));
        if (!opens(disease)) {
            steps.add(Matter.note("class_by_person"));
        }
        if (list.perUnit().example()) {
            steps.add(Matter.note("example"));
        }
        Money amount = sum.minus(paid);
        if (paid.isPositive()) {
            steps.add(matter.step("already_paid", Op.MINUS, fen(paid), benefit.clause()));
        }
        return new Outcome.Due(fen(amount), paid, steps, Map.of(matter.limit(benefit.once(), 0), amount.fen()));
    }

    private Outcome open() {
        List<Candidate> candidates = candidates();
        if (candidates.isEmpty()) {
            return notInClass();
        }
        Money paid = paidBefore();
        Money most = candidates.stream()
                .map(Candidate::upTo)
                .max(Comparator.naturalOrder())
                .orElse(Money.ZERO);
        if (most.isZero()) {
            return alreadyUsed(paid);
        }
        List<Step> steps = new ArrayList<>();
        for (ClassList list : benefit.lists()) {
            list.classes().stream()
                    .filter(this::opens)
                    .forEach(disease -> steps.add(step("may_be", Op.NOTE, list, disease)));
        }
        if (paid.isPositive()) {
            steps.add(matter.step("already_paid", Op.MINUS, fen(paid), benefit.clause()));
        }
        Missing confirm = new Missing(Missing.Code.CONFIRM_CLASS, List.of());
        return new Outcome.Open(most, steps, List.of(confirm), candidates);
    }

    private List<Candidate> candidates() {
        Money paid = paidBefore();
        List<Candidate> candidates = new ArrayList<>();
        for (ClassList list : benefit.lists()) {
            Money upTo =
                    list.perUnit().value().times(matter.units()).minus(paid).max(Money.ZERO);
            list.classes().stream()
                    .filter(this::opens)
                    .forEach(disease -> candidates.add(new Candidate(benefit.code(), list.code(), disease, upTo)));
        }
        return candidates;
    }

    private boolean opens(DiseaseClass disease) {
        return matter.facts().diagnoses().stream().anyMatch(disease::mayInclude);
    }

    private Money paidBefore() {
        return Money.ofFen(matter.used().of(matter.limit(benefit.once(), 0)));
    }

    /** The disease's name goes in both languages: {2} in Chinese sentences, {3} in English ones. */
    private Step step(String code, Op op, ClassList list, DiseaseClass disease) {
        Money perUnit = list.perUnit().value();
        Fact[] values = {
            Fact.money("per_unit", perUnit),
            Fact.count("units", matter.units()),
            Fact.text("disease_zh", disease.name().zh()),
            Fact.text("disease_en", disease.name().en())
        };
        return matter.step(code, op, fen(perUnit.times(matter.units())), list.clause(), values);
    }

    private Outcome notInClass() {
        String codes =
                matter.facts().diagnoses().stream().sorted().map(Icd10::code).collect(Collectors.joining(", "));
        Fact diagnoses = Fact.text("diagnoses", codes.isEmpty() ? "—" : codes);
        return Outcome.Closed.because(
                matter.reason(Reason.Code.NOT_IN_CLASS, benefit.lists().get(0).clause(), diagnoses));
    }

    private Outcome alreadyUsed(Money paid) {
        return Outcome.Closed.because(
                matter.reason(Reason.Code.ALREADY_USED, benefit.clause(), Fact.money("paid", paid)));
    }

    private static BigDecimal fen(Money money) {
        return BigDecimal.valueOf(money.fen());
    }
}

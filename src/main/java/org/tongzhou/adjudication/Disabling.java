package org.tongzhou.adjudication;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tongzhou.kernel.Explanation.Fact;
import org.tongzhou.kernel.Explanation.Op;
import org.tongzhou.kernel.Explanation.Step;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.Benefit.Disability;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.Per;

/** Disability by grade or death after an accident. What the same accident paid before is taken off, so that both are never paid. */
final class Disabling {
    private final Matter matter;
    private final Disability benefit;
    private final List<Step> steps = new ArrayList<>();

    private Disabling(Matter matter, Disability benefit) {
        this.matter = matter;
        this.benefit = benefit;
    }

    static Outcome of(Matter matter, Disability benefit) {
        if (matter.facts().kind() != EventKind.ACCIDENT) {
            return Outcome.Closed.because(matter.reason(Reason.Code.EVENT_NOT_COVERED, benefit.clause()));
        }
        return new Disabling(matter, benefit).work();
    }

    private Outcome work() {
        Findings found = matter.facts().findings();
        Money perUnit = benefit.sumPerUnit().value();
        Money sum = perUnit.times(matter.units());
        Fact[] values = {Fact.money("per_unit", perUnit), Fact.count("units", matter.units())};
        steps.add(matter.step("sum_insured", Op.START, fen(sum), benefit.clause(), values));
        if (benefit.sumPerUnit().example() || benefit.gradeBasisPoints().example()) {
            steps.add(Matter.note("example"));
        }
        if (found.died().isPresent()) {
            Fact day = Fact.date("died", found.died().get());
            steps.add(matter.step("death", Op.NOTE, null, benefit.clause(), day));
            return due(fen(sum));
        }
        if (found.grade().isEmpty()) {
            return open(sum, new Missing(Missing.Code.CONFIRM_GRADE, List.of()));
        }
        return graded(sum, found.grade().getAsInt());
    }

    private Outcome graded(Money sum, int grade) {
        List<Integer> shares = benefit.gradeBasisPoints().value();
        if (grade < 1 || grade > shares.size()) {
            return Outcome.Closed.because(matter.reason(
                    Reason.Code.NOT_IN_CLASS, benefit.clause(), Fact.text("grade", Integer.toString(grade))));
        }
        Optional<LocalDate> tooEarly = judgedTooEarly();
        if (tooEarly.isPresent()) {
            Fact from = Fact.date("from", tooEarly.get());
            return open(sum, new Missing(Missing.Code.GRADE_AGAIN, List.of(from)));
        }
        int share = shares.get(grade - 1);
        BigDecimal amount = fen(sum).multiply(BigDecimal.valueOf(share, 4)).stripTrailingZeros();
        Fact[] values = {Fact.count("grade", grade), Fact.rate("share", share)};
        steps.add(matter.step("grade", Op.TIMES, amount, benefit.clause(), values));
        return due(amount);
    }

    /** The first day on which a judgement counts, when this one came before it. */
    private Optional<LocalDate> judgedTooEarly() {
        Findings found = matter.facts().findings();
        LocalDate latest = matter.facts().eventDay().plusDays(benefit.judgedByDay());
        LocalDate from = found.treatmentEnded().filter(latest::isAfter).orElse(latest);
        return found.gradedOn().filter(from::isAfter).map(early -> from);
    }

    private Outcome due(BigDecimal entitled) {
        Money paid = paidBefore();
        BigDecimal amount = entitled.subtract(fen(paid));
        if (amount.signum() <= 0) {
            return alreadyUsed(paid);
        }
        if (paid.isPositive()) {
            steps.add(matter.step("already_paid", Op.MINUS, fen(paid), benefit.clause()));
        }
        return new Outcome.Due(
                amount,
                paid,
                steps,
                Map.of(matter.limit(Per.EVENT, 0), Money.roundHalfUp(amount).fen()));
    }

    private Outcome open(Money sum, Missing missing) {
        Money paid = paidBefore();
        return sum.compareTo(paid) <= 0
                ? alreadyUsed(paid)
                : new Outcome.Open(sum.minus(paid), steps, List.of(missing), List.of());
    }

    private Money paidBefore() {
        return Money.ofFen(matter.used().of(matter.limit(Per.EVENT, 0)));
    }

    private Outcome alreadyUsed(Money paid) {
        return Outcome.Closed.because(
                matter.reason(Reason.Code.ALREADY_USED, benefit.clause(), Fact.money("paid", paid)));
    }

    private static BigDecimal fen(Money money) {
        return BigDecimal.valueOf(money.fen());
    }
}

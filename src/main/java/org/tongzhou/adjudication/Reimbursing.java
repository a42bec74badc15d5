package org.tongzhou.adjudication;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.tongzhou.kernel.Explanation.Fact;
import org.tongzhou.kernel.Explanation.Op;
import org.tongzhou.kernel.Explanation.Step;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.Base;
import org.tongzhou.plan.Benefit.Opening;
import org.tongzhou.plan.Benefit.Reimbursement;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.Rule;

/** A share of the bills: the base summed over all of them, then the rules in the plan's order, exact to the end. */
final class Reimbursing {
    private final Matter matter;
    private final Reimbursement benefit;
    private final List<Step> steps = new ArrayList<>();
    private final Map<LimitKey, Long> consumption = new TreeMap<>();
    private BigDecimal amount = BigDecimal.ZERO;

    private Reimbursing(Matter matter, Reimbursement benefit) {
        this.matter = matter;
        this.benefit = benefit;
    }

    static Outcome of(Matter matter, Reimbursement benefit) {
        ClaimFacts facts = matter.facts();
        boolean opened =
                benefit.opening() == Opening.STAY ? facts.stay().isPresent() : facts.kind() == EventKind.ACCIDENT;
        if (!opened) {
            return Outcome.Closed.because(matter.reason(Reason.Code.EVENT_NOT_COVERED, benefit.clause()));
        }
        if (facts.bills().isEmpty()) {
            return Outcome.Closed.because(matter.reason(Reason.Code.NO_BILL, benefit.clause()));
        }
        return new Reimbursing(matter, benefit).work();
    }

    private Outcome work() {
        base();
        if (amount.signum() == 0) {
            return Outcome.Closed.because(matter.reason(Reason.Code.NOTHING_BORNE, benefit.clause()));
        }
        for (int i = 0; i < benefit.rules().size(); i++) {
            int number = i + 1;
            Optional<Reason> exhausted = apply(benefit.rules().get(i), number);
            if (exhausted.isPresent()) {
                return Outcome.Closed.because(exhausted.get());
            }
        }
        return new Outcome.Due(amount, Money.ZERO, steps, consumption);
    }

    private Optional<Reason> apply(Rule rule, int number) {
        if (rule instanceof Rule.Rate rate) {
            return rate(rate);
        }
        if (rule instanceof Rule.Cap cap) {
            return cap(cap, number);
        }
        throw new UnsupportedOperationException(rule.toString());
    }

    private void base() {
        Money total = sum(Bill::total);
        Money borne = sum(Bill::borne);
        amount = fen(borne);
        Fact[] values = {
            Fact.money("total", total),
            Fact.money("insured", total.minus(borne)),
            Fact.count("bills", matter.facts().bills().size())
        };
        steps.add(matter.step("borne", Op.START, amount, benefit.clause(), values));
        if (benefit.base() == Base.IN_SCOPE) {
            Money outOfScope = sum(Bill::outOfScope);
            amount = fen(borne.minus(outOfScope));
            steps.add(matter.step("out_of_scope", Op.MINUS, fen(outOfScope), benefit.clause()));
            steps.add(matter.step("in_scope", Op.SUBTOTAL, amount, benefit.clause()));
        }
    }

    private Money sum(Function<Bill, Money> part) {
        return matter.facts().bills().stream().map(part).reduce(Money.ZERO, Money::plus);
    }

    private static BigDecimal fen(Money money) {
        return BigDecimal.valueOf(money.fen());
    }

    private Optional<Reason> rate(Rule.Rate rate) {
        Fact of = Fact.exactFen("of", amount);
        int basisPoints = rate.basisPoints().value();
        amount = amount.multiply(BigDecimal.valueOf(basisPoints, 4)).stripTrailingZeros();
        steps.add(matter.step("rate", Op.TIMES, amount, rate.clause(), of, Fact.rate("rate", basisPoints)));
        noteExample(rate.basisPoints().example());
        return Optional.empty();
    }

    private Optional<Reason> cap(Rule.Cap cap, int number) {
        LimitKey key = matter.limit(cap.per(), number);
        Money limit = cap.sum().of(matter.units());
        Money usedBefore = Money.ofFen(matter.used().of(key));
        Money left = limit.minus(usedBefore).max(Money.ZERO);
        Fact[] values = {Fact.money("limit", limit), Fact.money("used", usedBefore), Fact.money("left", left)};
        String code = "cap." + cap.per().code();
        if (amount.compareTo(fen(left)) > 0) {
            amount = fen(left);
            steps.add(matter.step(code, Op.LIMIT, amount, cap.clause(), values));
        } else {
            steps.add(matter.step(code + ".untouched", Op.NOTE, null, cap.clause(), values));
        }
        noteExample(cap.sum().amount().example());
        consumption.put(key, Money.roundHalfUp(amount).fen());
        return left.isPositive()
                ? Optional.empty()
                : Optional.of(matter.reason(Reason.Code.LIMIT_USED, cap.clause(), values));
    }

    private void noteExample(boolean example) {
        if (example) {
            steps.add(Matter.note("example"));
        }
    }
}

package org.tongzhou.catalogue.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.tongzhou.catalogue.web.PlanList.Value;
import org.tongzhou.catalogue.web.PlanPage.Row;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.Rule;
import org.tongzhou.plan.Stated;
import org.tongzhou.plan.Sum;
import org.tongzhou.shell.Frame;

/** Puts each rule of a benefit into rows of the plan's page. */
final class RuleWords implements Rule.Cases<List<Row>> {
    private final Frame frame;
    private final BiFunction<String, Boolean, Value> value;

    /** {@code value} marks words that stand for an example. */
    RuleWords(Frame frame, BiFunction<String, Boolean, Value> value) {
        this.frame = frame;
        this.value = value;
    }

    /** An amount, with the words "a unit" where it is for each. */
    Value sum(Sum sum) {
        String amount = yuan(sum.amount().value());
        return value.apply(
                sum.perUnit() ? frame.say("catalogue.per_unit", amount) : amount,
                sum.amount().example());
    }

    @Override
    public List<Row> rate(Rule.Rate rule) {
        return List.of(row("rate", rate(rule.basisPoints()), rule.clause()));
    }

    @Override
    public List<Row> rateByStay(Rule.RateByStay rule) {
        String rates = rule.basisPoints().value().stream()
                .map(frame.fmt()::percent)
                .collect(Collectors.joining(frame.say("catalogue.then")));
        return List.of(row(
                "rate_by_stay." + rule.per().code(),
                value.apply(rates, rule.basisPoints().example()),
                rule.clause()));
    }

    @Override
    public List<Row> tiers(Rule.Tiers rule) {
        List<Row> rows = new ArrayList<>();
        String per = rule.per().code();
        Money from = Money.ZERO;
        for (Rule.Tier tier : rule.tiers()) {
            String label = tier.upTo().isPresent()
                    ? frame.say(
                            "catalogue.tier." + per,
                            yuan(from),
                            yuan(tier.upTo().get()))
                    : frame.say("catalogue.tier.above." + per, yuan(from));
            rows.add(new Row(label, rate(tier.basisPoints()), rule.clause()));
            from = tier.upTo().orElse(from);
        }
        return rows;
    }

    @Override
    public List<Row> brackets(Rule.Brackets rule) {
        return rule.brackets().stream()
                .map(it -> new Row(
                        frame.say("catalogue.bracket", yuan(it.from())),
                        it.sum()
                                .map(this::sum)
                                .or(() -> it.basisPoints().map(this::rate))
                                .orElseThrow(),
                        rule.clause()))
                .toList();
    }

    @Override
    public List<Row> deductible(Rule.Deductible rule) {
        return List.of(row("deductible." + rule.per().code(), sum(rule.sum()), rule.clause()));
    }

    @Override
    public List<Row> floor(Rule.Floor rule) {
        String label = rule.when() == Rule.When.DEATH ? "floor.death" : "floor";
        return List.of(row(label, sum(rule.sum()), rule.clause()));
    }

    @Override
    public List<Row> cap(Rule.Cap rule) {
        String kind = Optional.of("cap").filter(it -> rule.group().isEmpty()).orElse("group_cap");
        return List.of(row(kind + "." + rule.per().code(), sum(rule.sum()), rule.clause()));
    }

    @Override
    public List<Row> neverAboveBorne(Rule.NeverAboveBorne rule) {
        String words = frame.say("catalogue.never_above.borne");
        return List.of(row("never_above", value.apply(words, false), rule.clause()));
    }

    @Override
    public List<Row> stays(Rule.Stays rule) {
        String words = frame.say("catalogue.times", rule.most().value());
        Value most = value.apply(words, rule.most().example());
        return List.of(row("stays." + rule.per().code(), most, rule.clause()));
    }

    private Value rate(Stated<Integer> basisPoints) {
        return value.apply(frame.fmt().rate(basisPoints.value()), basisPoints.example());
    }

    private String yuan(Money amount) {
        return frame.fmt().shortYuan(amount);
    }

    private Row row(String label, Value value, String clause) {
        return new Row(frame.say("catalogue.row." + label), value, clause);
    }
}

package org.tongzhou.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tongzhou.kernel.Money;
import org.tongzhou.plan.Rule.Bracket;
import org.tongzhou.plan.Rule.Tier;
import org.tongzhou.plan.Rule.When;

/** Reads the rules of a benefit; the key that a rule has says its kind. */
final class RuleReader {
    static final Map<String, Per> PERIODS =
            Stream.of(Per.values()).collect(Collectors.toUnmodifiableMap(Per::code, per -> per));

    /** Amounts are exact to eight decimals of a fen: two rates of four decimals each. */
    private static final int MOST_RATES = 2;

    private final Function<Spot, String> clause;

    RuleReader(Function<Spot, String> clause) {
        this.clause = clause;
    }

    List<Rule> read(Spot rules) {
        List<Rule> read = new ArrayList<>();
        int rates = 0;
        boolean capped = false;
        for (Spot spot : rules.items()) {
            Optional<Rule> rule = rule(spot);
            rule.ifPresent(read::add);
            boolean multiplies = rule.filter(RuleReader::multiplies).isPresent();
            if (multiplies && ++rates > MOST_RATES) {
                spot.fault(PlanFaultCode.TOO_MANY_RATES, Integer.toString(MOST_RATES));
            }
            if (capped && rule.filter(Rule.Floor.class::isInstance).isPresent()) {
                spot.fault(PlanFaultCode.FLOOR_AFTER_CAP);
            }
            capped = !multiplies && (capped || rule.filter(RuleReader::caps).isPresent());
        }
        return read;
    }

    /** A floor behind one of these would pay above it; behind a rate that follows, it is a floor of something else. */
    private static boolean caps(Rule rule) {
        return rule instanceof Rule.Cap || rule instanceof Rule.NeverAboveBorne;
    }

    private static boolean multiplies(Rule rule) {
        return rule instanceof Rule.Rate
                || rule instanceof Rule.RateByStay
                || rule instanceof Rule.Tiers
                || rule instanceof Rule.Brackets;
    }

    private Optional<Rule> rule(Spot spot) {
        String[] kinds = {
            "rate",
            "rate_by_stay",
            "tiers",
            "brackets",
            "deductible",
            "deductible_per_unit",
            "floor",
            "floor_per_unit",
            "cap",
            "cap_per_unit",
            "never_above",
            "stays_at_most"
        };
        return spot.kind(kinds).map(kind -> switch (kind) {
            case "rate" -> rate(spot);
            case "rate_by_stay" -> rateByStay(spot);
            case "tiers" -> tiers(spot);
            case "brackets" -> brackets(spot);
            case "deductible", "deductible_per_unit" -> deductible(spot, kind);
            case "floor", "floor_per_unit" -> floor(spot, kind);
            case "cap", "cap_per_unit" -> cap(spot, kind);
            case "never_above" -> neverAbove(spot);
            default -> stays(spot);
        });
    }

    static Sum sum(Spot spot, String key) {
        return new Sum(spot.at(key).stated(Spot::yuan), key.endsWith("per_unit"));
    }

    private static Per per(Spot spot, Per otherwise) {
        return spot.maybe("per").map(it -> it.choice(PERIODS, otherwise)).orElse(otherwise);
    }

    private Rule rate(Spot spot) {
        spot.only("rate", "clause");
        return new Rule.Rate(spot.at("rate").stated(Spot::percent), clause.apply(spot));
    }

    private Rule rateByStay(Spot spot) {
        spot.only("rate_by_stay", "per", "clause");
        return new Rule.RateByStay(
                spot.at("rate_by_stay")
                        .stated(it -> it.items().stream().map(Spot::percent).toList()),
                per(spot, Per.TERM),
                clause.apply(spot));
    }

    private Rule tiers(Spot spot) {
        spot.only("tiers", "per", "clause");
        List<Spot> items = spot.at("tiers").items();
        List<Tier> tiers = items.stream().map(RuleReader::tier).toList();
        Money last = Money.ZERO;
        for (int i = 0; i < tiers.size(); i++) {
            Optional<Money> upTo = tiers.get(i).upTo();
            boolean isLast = i == tiers.size() - 1;
            if (upTo.isEmpty() != isLast) {
                items.get(i).fault(isLast ? PlanFaultCode.TIER_CLOSED : PlanFaultCode.TIER_OPEN);
            }
            if (upTo.isPresent() && upTo.get().compareTo(last) <= 0) {
                items.get(i)
                        .at("up_to")
                        .fault(PlanFaultCode.TIER_ORDER, upTo.get().plainYuan(), last.plainYuan());
            }
            last = upTo.orElse(last);
        }
        return new Rule.Tiers(tiers, per(spot, Per.EVENT), clause.apply(spot));
    }

    private static Tier tier(Spot spot) {
        spot.only("up_to", "rate");
        return new Tier(spot.maybe("up_to").map(Spot::yuan), spot.at("rate").stated(Spot::percent));
    }

    private Rule brackets(Spot spot) {
        spot.only("brackets", "clause");
        List<Spot> items = spot.at("brackets").items();
        List<Bracket> brackets = items.stream().map(RuleReader::bracket).toList();
        for (int i = 1; i < brackets.size(); i++) {
            Money from = brackets.get(i).from();
            Money before = brackets.get(i - 1).from();
            if (from.compareTo(before) <= 0) {
                items.get(i).at("from").fault(PlanFaultCode.TIER_ORDER, from.plainYuan(), before.plainYuan());
            }
        }
        return new Rule.Brackets(brackets, clause.apply(spot));
    }

    private static Bracket bracket(Spot spot) {
        spot.only("from", "rate", "pays", "pays_per_unit");
        String kind = spot.kind("rate", "pays", "pays_per_unit").orElse("rate");
        Money from = spot.at("from").yuan();
        return kind.equals("rate")
                ? new Bracket(from, Optional.of(spot.at("rate").stated(Spot::percent)), Optional.empty())
                : new Bracket(from, Optional.empty(), Optional.of(sum(spot, kind)));
    }

    private Rule deductible(Spot spot, String kind) {
        spot.only(kind, "per", "clause");
        return new Rule.Deductible(sum(spot, kind), per(spot, Per.EVENT), clause.apply(spot));
    }

    private Rule floor(Spot spot, String kind) {
        spot.only(kind, "when", "clause");
        Map<String, When> whens = Map.of("always", When.ALWAYS, "death", When.DEATH);
        When when = spot.maybe("when").map(it -> it.choice(whens, When.ALWAYS)).orElse(When.ALWAYS);
        return new Rule.Floor(sum(spot, kind), when, clause.apply(spot));
    }

    private Rule cap(Spot spot, String kind) {
        spot.only(kind, "per", "group", "clause");
        return new Rule.Cap(
                sum(spot, kind),
                spot.at("per").choice(PERIODS, Per.EVENT),
                spot.maybe("group").map(Spot::code),
                clause.apply(spot));
    }

    private Rule neverAbove(Spot spot) {
        spot.only("never_above", "group", "clause");
        spot.at("never_above").choice(Map.of("borne", true), true);
        return new Rule.NeverAboveBorne(spot.at("group").code(), clause.apply(spot));
    }

    private Rule stays(Spot spot) {
        spot.only("stays_at_most", "per", "clause");
        return new Rule.Stays(
                spot.at("stays_at_most").stated(it -> it.integer(0, 999)),
                spot.at("per").choice(PERIODS, Per.TERM),
                clause.apply(spot));
    }
}

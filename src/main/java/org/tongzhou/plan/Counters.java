package org.tongzhou.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules of a benefit that count over a term or a life, by their places. What has been used is kept by place, so that in a new
 * edition a rule at another place would begin anew, or go on with what another rule has counted.
 */
final class Counters implements Rule.Cases<Optional<Counters.Counter>> {
    private int place;

    private Counters() {}

    enum Kind {
        CAP,
        DEDUCTIBLE,
        TIERS,
        STAYS
    }

    /** What the rule at {@code place} counts, the first being 1. */
    record Counter(int place, Kind kind, Per per) {
        /** True when both would count under one name. */
        private boolean meets(Counter other) {
            return place == other.place && per == other.per && (kind == Kind.STAYS) == (other.kind == Kind.STAYS);
        }

        private boolean isAlike(Counter other) {
            return kind == other.kind && per == other.per;
        }
    }

    /** Rules of the later form of a benefit that have left their place, or stand where another kind of rule counted. */
    static List<Counter> moved(Benefit earlier, Benefit later) {
        List<Counter> before = of(earlier);
        List<Counter> after = of(later);
        return after.stream()
                .filter(now -> !before.contains(now))
                .filter(now ->
                        before.stream().anyMatch(then -> now.meets(then) || now.isAlike(then) && !after.contains(then)))
                .toList();
    }

    private static List<Counter> of(Benefit benefit) {
        List<Rule> rules = benefit.fold(it -> it.rules(), it -> List.of(), it -> List.of(), it -> it.rules());
        Counters counters = new Counters();
        List<Counter> found = new ArrayList<>();
        for (Rule rule : rules) {
            counters.place++;
            rule.fold(counters).filter(counter -> counter.per() != Per.EVENT).ifPresent(found::add);
        }
        return found;
    }

    private Optional<Counter> counts(Kind kind, Per per) {
        return Optional.of(new Counter(place, kind, per));
    }

    @Override
    public Optional<Counter> rate(Rule.Rate rule) {
        return Optional.empty();
    }

    @Override
    public Optional<Counter> rateByStay(Rule.RateByStay rule) {
        return counts(Kind.STAYS, rule.per());
    }

    @Override
    public Optional<Counter> tiers(Rule.Tiers rule) {
        return counts(Kind.TIERS, rule.per());
    }

    @Override
    public Optional<Counter> brackets(Rule.Brackets rule) {
        return Optional.empty();
    }

    @Override
    public Optional<Counter> deductible(Rule.Deductible rule) {
        return counts(Kind.DEDUCTIBLE, rule.per());
    }

    @Override
    public Optional<Counter> floor(Rule.Floor rule) {
        return Optional.empty();
    }

    /** A shared cap counts under the name of its group. */
    @Override
    public Optional<Counter> cap(Rule.Cap rule) {
        return rule.group().isPresent() ? Optional.empty() : counts(Kind.CAP, rule.per());
    }

    @Override
    public Optional<Counter> neverAboveBorne(Rule.NeverAboveBorne rule) {
        return Optional.empty();
    }

    @Override
    public Optional<Counter> stays(Rule.Stays rule) {
        return counts(Kind.STAYS, rule.per());
    }
}

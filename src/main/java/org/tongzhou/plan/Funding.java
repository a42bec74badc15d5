package org.tongzhou.plan;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tongzhou.kernel.Money;

/** What a policy costs beside its members' fees, and who pays by the plan's rule; without shares the work unit's own hold. */
public record Funding(List<FixedPart> perPolicy, Map<Payer, Integer> shares) {
    public static final Funding PLAIN = new Funding(List.of(), Map.of());

    public Funding {
        perPolicy = List.copyOf(perPolicy);
        shares = Map.copyOf(shares);
    }

    /** A part charged once a policy, such as a registration fee. */
    public record FixedPart(String code, Text name, Stated<Money> amount) {}

    /** Who pays a fee. */
    public enum Payer {
        EMPLOYER,
        WORKER,
        UNION,
        DONOR;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The fixed parts of one policy together. */
    public Money fixed() {
        return perPolicy.stream().map(part -> part.amount().value()).reduce(Money.ZERO, Money::plus);
    }

    /** The fee of a policy: its members' fees and the fixed parts. */
    public Money policy(Fee fee, Collection<FeeFacts> members) {
        return members.stream().map(fee::charge).reduce(fixed(), Money::plus);
    }
}

package org.tongzhou.plan;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tongzhou.kernel.Money;

/** What a policy costs beside its members' fees, and who pays by the plan's rule; without shares the work unit's own hold. */
public record Funding(List<FixedPart> perPolicy, Map<Payer, Integer> shares) {
    public static final Funding PLAIN = new Funding(List.of(), Map.of());
    private static final int WHOLE = 10_000;

    public Funding {
        perPolicy = List.copyOf(perPolicy);
        shares = Map.copyOf(shares);
    }

    /** A part charged once a policy, such as a registration fee. */
    public record FixedPart(String code, Text name, Stated<Money> amount) {}

    /** Who pays a fee, in the order in which odd fen go, after the employer. */
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

    /** The plan's shares of a fee, to the fen: odd fen to the employer, else to the first payer that has a share. */
    public Map<Payer, Money> split(Money fee) {
        Map<Payer, Money> parts = new EnumMap<>(Payer.class);
        Money rest = fee;
        for (Payer payer : Payer.values()) {
            int basisPoints = shares.getOrDefault(payer, 0);
            if (basisPoints > 0) {
                Money part = Money.ofFen(Math.multiplyExact(fee.fen(), basisPoints) / WHOLE);
                parts.put(payer, part);
                rest = rest.minus(part);
            }
        }
        for (Map.Entry<Payer, Money> first : parts.entrySet()) {
            first.setValue(first.getValue().plus(rest));
            break;
        }
        return parts;
    }
}

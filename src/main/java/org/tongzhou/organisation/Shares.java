package org.tongzhou.organisation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.tongzhou.kernel.Money;

/** A fee split by payer, in the payers' order; payers that pay nothing are left out. The parts sum to the fee. */
public record Shares(Map<Payer, Money> amounts) {
    public Shares {
        EnumMap<Payer, Money> kept = new EnumMap<>(Payer.class);
        amounts.forEach((payer, amount) -> {
            if (amount.isNegative()) {
                throw new IllegalArgumentException(payer + " " + amount);
            }
            if (amount.isPositive()) {
                kept.put(payer, amount);
            }
        });
        amounts = Collections.unmodifiableMap(kept);
    }

    public static final Shares NONE = new Shares(Map.of());

    public Shares plus(Shares other) {
        Map<Payer, Money> sum = new EnumMap<>(Payer.class);
        sum.putAll(amounts);
        other.amounts.forEach((payer, amount) -> sum.merge(payer, amount, Money::plus));
        return new Shares(sum);
    }

    /** Zero for who pays nothing. */
    public Money of(Payer payer) {
        return amounts.getOrDefault(payer, Money.ZERO);
    }

    public Money total() {
        return amounts.values().stream().reduce(Money.ZERO, Money::plus);
    }

    /** What the unit transfers itself: the worker's part and its own. */
    public Money ofUnit() {
        return of(Payer.WORKER).plus(of(Payer.EMPLOYER));
    }
}

package org.tongzhou.adjudication;

import java.util.ArrayList;
import java.util.List;
import org.tongzhou.kernel.Money;

/**
 * The amounts of one medical e-receipt. Refuses amounts that do not add up: total = pool + other + account + cash, and
 * account + cash = in-scope + out-of-scope self-pay.
 */
public record Bill(Money total, Money pool, Money other, Money account, Money cash, Money inScope, Money outOfScope) {
    /** What does not add up. */
    public enum Fault {
        NEGATIVE,
        TOTAL,
        BORNE
    }

    public Bill {
        List<Fault> faults = faults(List.of(total, pool, other, account, cash, inScope, outOfScope));
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("bill: " + faults);
        }
    }

    /** A bill of which only the member's own part is known; the total is that part. */
    public static Bill selfPay(Money inScope, Money outOfScope) {
        Money borne = inScope.plus(outOfScope);
        return new Bill(borne, Money.ZERO, Money.ZERO, Money.ZERO, borne, inScope, outOfScope);
    }

    /** All faults of seven amounts in the order of the record; empty when they make a bill. */
    public static List<Fault> faults(List<Money> amounts) {
        List<Fault> faults = new ArrayList<>();
        if (amounts.stream().anyMatch(Money::isNegative)) {
            faults.add(Fault.NEGATIVE);
        }
        Money borne = amounts.get(3).plus(amounts.get(4));
        if (!amounts.get(0).equals(amounts.get(1).plus(amounts.get(2)).plus(borne))) {
            faults.add(Fault.TOTAL);
        }
        if (!borne.equals(amounts.get(5).plus(amounts.get(6)))) {
            faults.add(Fault.BORNE);
        }
        return List.copyOf(faults);
    }

    /** What the member paid: account plus cash. */
    public Money borne() {
        return account.plus(cash);
    }
}

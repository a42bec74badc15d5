package org.tongzhou.organisation;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.tongzhou.kernel.Money;

/**
 * Fees split to the fen. Amounts in yuan per person are taken first, each at most what is left of the person's fee, in the
 * order donor, unions from the province down, employer, worker: what others give counts before what the unit pays. The
 * percentages share what is left; odd fen go to the employer, else to the first payer in percent in their order.
 */
final class Splitting {
    private static final Payer[] ORDER = Payer.values();

    private final FeeShares agreed;
    private final Map<Payer, Money> amounts = new EnumMap<>(Payer.class);

    Splitting(FeeShares agreed) {
        this.agreed = agreed;
    }

    /** {@code together} is an amount that is nobody's own fee. */
    Shares of(List<PeopleFee> fees, Money together) {
        Money rest = together;
        for (PeopleFee fee : fees) {
            rest = rest.plus(takeEach(fee).times(fee.people()));
        }
        shareOut(rest);
        return new Shares(amounts);
    }

    /** What is left of one person's fee after the amounts in yuan. */
    private Money takeEach(PeopleFee fee) {
        Money left = fee.fee();
        for (int i = ORDER.length - 1; i >= 0; i--) {
            Money part = agreed.each(ORDER[i]).min(left);
            give(ORDER[i], part.times(fee.people()));
            left = left.minus(part);
        }
        return left;
    }

    private void shareOut(Money rest) {
        Money odd = rest;
        for (Payer payer : agreed.byPayer().keySet()) {
            long basisPoints = agreed.basisPoints(payer);
            Money part = Money.ofFen(Math.multiplyExact(rest.fen(), basisPoints) / FeeShares.WHOLE);
            give(payer, part);
            odd = odd.minus(part);
        }
        give(oddTo(), odd);
    }

    private Payer oddTo() {
        if (agreed.basisPoints(Payer.EMPLOYER) > 0) {
            return Payer.EMPLOYER;
        }
        return agreed.byPayer().keySet().stream()
                .filter(payer -> agreed.basisPoints(payer) > 0)
                .findFirst()
                .orElseThrow();
    }

    private void give(Payer payer, Money amount) {
        amounts.merge(payer, amount, Money::plus);
    }
}

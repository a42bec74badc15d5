package org.tongzhou.contribution;

import java.util.ArrayList;
import java.util.List;
import org.tongzhou.kernel.Money;

/** How money that comes in fills the parts of a bill. */
record Filling(List<BillPart> parts) {
    /** What an amount pays of the open parts, all in the payers' order or the one that is named; 0 names none. */
    List<PartMoney> take(int named, Money amount) {
        List<PartMoney> filled = new ArrayList<>();
        Money left = amount;
        for (BillPart part : parts) {
            Money taken = named == 0 || named == part.no() ? part.outstanding().min(left) : Money.ZERO;
            if (taken.isPositive()) {
                filled.add(new PartMoney(part.no(), taken));
                left = left.minus(taken);
            }
        }
        return filled;
    }

    /** The parts after so much more has come in. */
    List<BillPart> with(List<PartMoney> more) {
        return parts.stream()
                .map(part -> more.stream()
                        .filter(money -> money.part() == part.no())
                        .reduce(part, (sum, money) -> sum.receiving(money.amount()), (a, b) -> b))
                .toList();
    }
}

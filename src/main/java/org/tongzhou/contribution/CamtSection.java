package org.tongzhou.contribution;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tongzhou.kernel.Money;

/** One statement of a message: what it states of itself beside what it holds. */
final class CamtSection {
    private int line;
    private @Nullable Integer statedCount;
    private @Nullable Money statedSum;
    private @Nullable Money opening;
    private @Nullable Money closing;
    private int entries;
    private Money sum = Money.ZERO;
    private Money moved = Money.ZERO;

    void summary(XmlTree summary) {
        line = summary.line();
        String count = summary.textOf("TtlNtries/NbOfNtries");
        String total = summary.textOf("TtlNtries/Sum");
        statedCount = count.matches("\\d{1,9}") ? Integer.valueOf(count) : null;
        statedSum = Money.isYuan(total) ? Money.parseYuan(total) : null;
    }

    /** Opening and closing balance as booked; other kinds say nothing about the entries. */
    void balance(XmlTree balance) {
        String amount = balance.textOf("Amt");
        if (!Money.isYuan(amount)) {
            return;
        }
        boolean debit = balance.textOf("CdtDbtInd").equals("DBIT");
        Money money = debit ? Money.parseYuan(amount).negated() : Money.parseYuan(amount);
        switch (balance.textOf("Tp/CdOrPrtry/Cd")) {
            case "OPBD" -> opening = money;
            case "CLBD" -> closing = money;
            default -> {}
        }
        line = balance.line();
    }

    void entry(Money amount, boolean debit, boolean booked) {
        entries++;
        sum = sum.plus(amount);
        if (booked) {
            moved = debit ? moved.minus(amount) : moved.plus(amount);
        }
    }

    List<LineFault> differences() {
        List<LineFault> found = new ArrayList<>();
        if (statedCount != null && statedCount != entries) {
            found.add(LineFault.of(line, "count_differs", statedCount, entries));
        } else if (statedSum != null && !statedSum.equals(sum)) {
            found.add(LineFault.of(line, "sum_differs", statedSum, sum));
        }
        if (opening != null && closing != null && !opening.plus(moved).equals(closing)) {
            found.add(LineFault.of(line, "balance_differs", closing, opening.plus(moved)));
        }
        return found;
    }
}

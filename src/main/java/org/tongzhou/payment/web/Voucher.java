package org.tongzhou.payment.web;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tongzhou.kernel.Money;
import org.tongzhou.ledger.Account;
import org.tongzhou.payment.Batch;
import org.tongzhou.payment.InstructionState;

/** What is booked when (or since) the bank has paid a batch: by account and plan, what is paid, or all while nothing is. */
public record Voucher(List<Line> lines) {
    /** In debit: where it was owed, and the plan paid for or empty. */
    public record Line(Account account, String plan, Money amount) {}

    private record Owed(Account on, String plan) {}

    static Voucher of(Batch batch) {
        boolean some = batch.count(InstructionState.PAID) > 0;
        Map<Owed, Money> owed = new LinkedHashMap<>();
        batch.tallies().stream()
                .filter(tally -> !some || tally.state() == InstructionState.PAID)
                .forEach(tally ->
                        owed.merge(new Owed(tally.purpose().owedOn(), tally.plan()), tally.amount(), Money::plus));
        return new Voucher(owed.entrySet().stream()
                .map(each -> new Line(each.getKey().on(), each.getKey().plan(), each.getValue()))
                .sorted(Comparator.comparing(Line::account).thenComparing(Line::plan))
                .toList());
    }

    /** What leaves the bank account. */
    public Money sum() {
        return lines.stream().map(Line::amount).reduce(Money.ZERO, Money::plus);
    }
}

package org.tongzhou.ledger;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tongzhou.kernel.Money;
import org.tongzhou.ledger.Account.Kind;

/** Turnovers of some months to be summed up: all of them, an account's, or a plan's. */
record Turnovers(List<Turnover> all) {
    boolean isEmpty() {
        return all.isEmpty();
    }

    Turnovers of(Account account) {
        return new Turnovers(
                all.stream().filter(each -> each.account() == account).toList());
    }

    Turnovers of(String plan) {
        return new Turnovers(
                all.stream().filter(each -> each.plan().equals(plan)).toList());
    }

    /** Plans with income or expenditure, in order. */
    Set<String> plans() {
        return all.stream()
                .filter(each ->
                        each.account().kind() == Kind.INCOME || each.account().kind() == Kind.EXPENSE)
                .map(Turnover::plan)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Turnover together(Account account) {
        return new Turnover(account, "", sum(Turnover::opening), sum(Turnover::debits), sum(Turnover::credits));
    }

    BookReport.Result result(String plan) {
        return new BookReport.Result(
                plan, sum(Turnover::movement, Kind.INCOME).negated(), sum(Turnover::movement, Kind.EXPENSE));
    }

    /** Over accounts of these kinds; of every kind when none is named. */
    Money sum(Function<Turnover, Money> of, Kind... kinds) {
        return all.stream()
                .filter(each -> kinds.length == 0
                        || Arrays.asList(kinds).contains(each.account().kind()))
                .map(of)
                .reduce(Money.ZERO, Money::plus);
    }
}

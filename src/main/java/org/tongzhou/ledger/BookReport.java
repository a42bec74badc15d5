package org.tongzhou.ledger;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.tongzhou.kernel.Money;
import org.tongzhou.ledger.Account.Kind;
import org.tongzhou.ledger.Turnover.Months;

/** What the books say of some months: every figure is a sum over the turnovers of accounts and plans. */
public record BookReport(Months months, List<Turnover> turnovers) {
    public BookReport {
        turnovers = List.copyOf(turnovers);
    }

    /** Income less expenditure of one plan; empty is of none. */
    public record Result(String plan, Money income, Money expenditure) {
        public Money surplus() {
            return income.minus(expenditure);
        }
    }

    /** By account, all plans together. */
    public List<Turnover> accounts() {
        List<Turnover> accounts = new ArrayList<>();
        for (Account account : Account.values()) {
            List<Turnover> of = of(account);
            if (!of.isEmpty()) {
                accounts.add(new Turnover(
                        account,
                        "",
                        sum(of, Turnover::opening),
                        sum(of, Turnover::debits),
                        sum(of, Turnover::credits)));
            }
        }
        return accounts;
    }

    /** By plan, in these months. */
    public List<Result> results() {
        Set<String> plans = new TreeSet<>();
        turnovers.stream()
                .filter(each ->
                        each.account().kind() == Kind.INCOME || each.account().kind() == Kind.EXPENSE)
                .forEach(each -> plans.add(each.plan()));
        return plans.stream().map(this::result).toList();
    }

    private Result result(String plan) {
        List<Turnover> of =
                turnovers.stream().filter(each -> each.plan().equals(plan)).toList();
        return new Result(
                plan, sum(of, Turnover::movement, Kind.INCOME).negated(), sum(of, Turnover::movement, Kind.EXPENSE));
    }

    public Result total() {
        return new Result(
                "",
                sum(turnovers, Turnover::movement, Kind.INCOME).negated(),
                sum(turnovers, Turnover::movement, Kind.EXPENSE));
    }

    /** What belonged to the fund before the first month: its own means, reserve and all income less all expenditure. */
    public Money openingBalance() {
        return sum(turnovers, Turnover::opening, Kind.EQUITY, Kind.INCOME, Kind.EXPENSE)
                .negated();
    }

    public Money closingBalance() {
        return sum(turnovers, Turnover::closing, Kind.EQUITY, Kind.INCOME, Kind.EXPENSE)
                .negated();
    }

    /** What stands on a liability or reserve at the end. */
    public Money owed(Account account) {
        return sum(of(account), Turnover::closing).negated();
    }

    private List<Turnover> of(Account account) {
        return turnovers.stream().filter(each -> each.account() == account).toList();
    }

    public ReserveReport reserve() {
        List<Turnover> reserve = of(Account.RISK_RESERVE);
        Money closing = owed(Account.RISK_RESERVE);
        return new ReserveReport(
                sum(reserve, Turnover::opening).negated(),
                sum(reserve, Turnover::credits),
                sum(reserve, Turnover::debits),
                closing,
                closingBalance().minus(closing));
    }

    /** For how many months the balance would pay benefits as in these months, in tenths; −1 when there were none. */
    public long tenthsOfMonthsCovered() {
        long benefits = sum(of(Account.BENEFITS), Turnover::movement).fen();
        long months = ChronoUnit.MONTHS.between(months().first(), months().last()) + 1;
        return benefits <= 0 ? -1 : Math.multiplyExact(closingBalance().fen(), 10 * months) / benefits;
    }

    private static Money sum(List<Turnover> turnovers, Function<Turnover, Money> of, Kind... kinds) {
        return turnovers.stream()
                .filter(each -> kinds.length == 0
                        || Arrays.asList(kinds).contains(each.account().kind()))
                .map(of)
                .reduce(Money.ZERO, Money::plus);
    }
}

package org.tongzhou.ledger;

import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
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
        return Arrays.stream(Account.values())
                .filter(account -> !all().of(account).isEmpty())
                .map(account -> all().of(account).together(account))
                .toList();
    }

    /** By plan, in these months. */
    public List<Result> results() {
        return all().plans().stream().map(plan -> all().of(plan).result(plan)).toList();
    }

    public Result total() {
        return all().result("");
    }

    /** What belonged to the fund before the first month: its own means, reserve and all income less all expenditure. */
    public Money openingBalance() {
        return all().sum(Turnover::opening, Kind.EQUITY, Kind.INCOME, Kind.EXPENSE)
                .negated();
    }

    public Money closingBalance() {
        return all().sum(Turnover::closing, Kind.EQUITY, Kind.INCOME, Kind.EXPENSE)
                .negated();
    }

    /** What stands on a liability or reserve at the end. */
    public Money owed(Account account) {
        return all().of(account).sum(Turnover::closing).negated();
    }

    public ReserveReport reserve() {
        return ReserveReport.of(all().of(Account.RISK_RESERVE), closingBalance());
    }

    /** For how many months the balance would pay benefits as in these months, in tenths; −1 when there were none. */
    public long tenthsOfMonthsCovered() {
        long benefits = all().of(Account.BENEFITS).sum(Turnover::movement).fen();
        long months = ChronoUnit.MONTHS.between(months().first(), months().last()) + 1;
        return benefits <= 0 ? -1 : Math.multiplyExact(closingBalance().fen(), 10 * months) / benefits;
    }

    private Turnovers all() {
        return new Turnovers(turnovers);
    }
}

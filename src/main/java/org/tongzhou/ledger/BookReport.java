package org.tongzhou.ledger;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.tongzhou.kernel.Money;
import org.tongzhou.ledger.Account.Kind;
import org.tongzhou.ledger.Turnover.Months;

/** What the books say of some months: every figure is a sum over the turnovers of accounts and plans. */
public record BookReport(List<Turnover> turnovers, Pace pace) {
    public BookReport {
        turnovers = List.copyOf(turnovers);
    }

    /** Income less expenditure of one plan; empty is of none. */
    public record Result(String plan, Money income, Money expenditure) {
        public Money surplus() {
            return income.minus(expenditure);
        }
    }

    /** Benefits of those of the months that are over; a month that still runs would make the balance last too long. */
    public record Pace(Money benefits, long months) {
        static final Pace NONE = new Pace(Money.ZERO, 0);

        static Pace of(List<Turnover> turnovers, Months over) {
            Money benefits = new Turnovers(turnovers).of(Account.BENEFITS).sum(Turnover::movement);
            return new Pace(benefits, over.count());
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

    /** For how many months the balance would pay benefits as in the months that are over, in tenths; empty when there were none. */
    public OptionalLong tenthsOfMonthsCovered() {
        long balance = Math.max(0, closingBalance().fen());
        return pace.benefits().isPositive()
                ? OptionalLong.of(Math.multiplyExact(balance, 10 * pace.months())
                        / pace.benefits().fen())
                : OptionalLong.empty();
    }

    private Turnovers all() {
        return new Turnovers(turnovers);
    }
}

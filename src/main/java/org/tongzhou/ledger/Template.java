package org.tongzhou.ledger;

import static org.tongzhou.ledger.Account.BANK;
import static org.tongzhou.ledger.Account.BENEFITS;
import static org.tongzhou.ledger.Account.BENEFITS_PAYABLE;
import static org.tongzhou.ledger.Account.FEES_RECEIVABLE;
import static org.tongzhou.ledger.Account.FEE_INCOME;
import static org.tongzhou.ledger.Account.FUND_BALANCE;
import static org.tongzhou.ledger.Account.RECOVERIES_RECEIVABLE;
import static org.tongzhou.ledger.Account.RISK_RESERVE;
import static org.tongzhou.ledger.Account.SUBSIDIES_RECEIVABLE;
import static org.tongzhou.ledger.Account.SUBSIDY_BUDGETS;
import static org.tongzhou.ledger.Account.UNIDENTIFIED_RECEIPTS;
import static org.tongzhou.ledger.Account.WRITE_OFFS;

import org.jspecify.annotations.Nullable;

/** The kinds of posting: which account is debited and which credited. Names: {@code ledger.template.<name>}. */
public enum Template {
    /** A unit's bill becomes due. */
    BILL_RAISED(FEES_RECEIVABLE, FEE_INCOME),
    /** Part of a bill that nobody has paid is no longer owed. */
    BILL_REDUCED(FEE_INCOME, FEES_RECEIVABLE),
    /** Money that pays a bill. */
    FEE_RECEIVED(BANK, FEES_RECEIVABLE),
    /** Money whose bill is not known, or more than the bill. */
    FEE_SUSPENSE(BANK, UNIDENTIFIED_RECEIPTS),
    /** Unidentified money is found to pay a bill. */
    SUSPENSE_MATCHED(UNIDENTIFIED_RECEIPTS, FEES_RECEIVABLE),
    /** Unidentified or surplus money goes back to its payer. */
    FEE_REFUNDED(UNIDENTIFIED_RECEIPTS, BANK),
    /** The bank returns a refund (退票): it stands unidentified again. */
    FEE_REFUND_RETURNED(BANK, UNIDENTIFIED_RECEIPTS),
    /** A union or donor promises a budget for subsidies; what is left of it is restricted. */
    SUBSIDY_BUDGET_SET(SUBSIDIES_RECEIVABLE, SUBSIDY_BUDGETS),
    /** The unused part of a budget is taken back by its giver. */
    SUBSIDY_BUDGET_LOWERED(SUBSIDY_BUDGETS, SUBSIDIES_RECEIVABLE),
    /** The giver's money for a budget is found among what came in. */
    SUBSIDY_FUNDED(UNIDENTIFIED_RECEIPTS, SUBSIDIES_RECEIVABLE),
    /** A budget pays part of a bill. */
    SUBSIDY_GRANTED(SUBSIDY_BUDGETS, FEES_RECEIVABLE),
    /** A grant goes back to its budget, because the bill is not owed after all. */
    SUBSIDY_RELEASED(FEES_RECEIVABLE, SUBSIDY_BUDGETS),
    /** A benefit is owed to a member. */
    BENEFIT_APPROVED(BENEFITS, BENEFITS_PAYABLE),
    /** The bank says it has paid. */
    BENEFIT_PAID(BENEFITS_PAYABLE, BANK),
    /** The bank returns a payment (退票): it is owed again. */
    BENEFIT_RETURNED(BANK, BENEFITS_PAYABLE),
    /** A benefit was paid that was not owed: the person owes it back. */
    BENEFIT_CLAWED_BACK(RECOVERIES_RECEIVABLE, BENEFITS),
    /** Less is owed back than was thought, after an appeal. */
    RECOVERY_REDUCED(BENEFITS, RECOVERIES_RECEIVABLE),
    /** The person pays back. */
    RECOVERY_RECEIVED(BANK, RECOVERIES_RECEIVABLE),
    /** What the person paid back is found among what came in. */
    RECOVERY_MATCHED(UNIDENTIFIED_RECEIPTS, RECOVERIES_RECEIVABLE),
    /** A repayment that was found is taken off again: it stands unidentified, or the bank took it back. */
    RECOVERY_TAKEN_BACK(RECOVERIES_RECEIVABLE, UNIDENTIFIED_RECEIPTS),
    /** A repayment that was noted by hand is taken off again: nothing stands on the bank's account by it. */
    RECOVERY_UNNOTED(RECOVERIES_RECEIVABLE, BANK),
    /** More was paid back than an appeal left owed: it is owed to the person again. */
    RECOVERY_REPAID(RECOVERIES_RECEIVABLE, BENEFITS_PAYABLE),
    /** The bank sent the benefit itself back: what is owed back of it is kept, not paid again. */
    RECOVERY_RETURNED(BENEFITS_PAYABLE, RECOVERIES_RECEIVABLE),
    /** What was given up is owed after all, because the money is back. */
    RECOVERY_REVIVED(RECOVERIES_RECEIVABLE, WRITE_OFFS),
    /** With the person's consent a later benefit is kept against what is owed back. */
    RECOVERY_OFFSET(BENEFITS_PAYABLE, RECOVERIES_RECEIVABLE),
    /** What cannot be recovered is given up, by two persons. */
    RECOVERY_WRITTEN_OFF(WRITE_OFFS, RECOVERIES_RECEIVABLE),
    /** Part of the fund's balance is set aside for bad years. */
    RESERVE_SET_ASIDE(FUND_BALANCE, RISK_RESERVE),
    /** Part of the reserve is free again. */
    RESERVE_RELEASED(RISK_RESERVE, FUND_BALANCE),
    /** Another journal with the signs turned; made by {@link Ledger#reverse} only. */
    REVERSAL(null, null);

    private final @Nullable Account debit;
    private final @Nullable Account credit;

    Template(@Nullable Account debit, @Nullable Account credit) {
        this.debit = debit;
        this.credit = credit;
    }

    public Account debit() {
        return pair(debit);
    }

    Account credit() {
        return pair(credit);
    }

    private Account pair(@Nullable Account account) {
        if (account == null) {
            throw new IllegalArgumentException(name() + " has no accounts of its own");
        }
        return account;
    }
}

package org.tongzhou.ledger;

import static org.tongzhou.ledger.Account.BANK;
import static org.tongzhou.ledger.Account.BENEFITS;
import static org.tongzhou.ledger.Account.BENEFITS_PAYABLE;
import static org.tongzhou.ledger.Account.FEES_RECEIVABLE;
import static org.tongzhou.ledger.Account.FEE_INCOME;
import static org.tongzhou.ledger.Account.UNIDENTIFIED_RECEIPTS;

import org.jspecify.annotations.Nullable;

/** The kinds of posting: which account is debited and which credited. Names: {@code ledger.template.<name>}. */
public enum Template {
    /** A unit's bill becomes due. */
    BILL_RAISED(FEES_RECEIVABLE, FEE_INCOME),
    /** Money that pays a bill. */
    FEE_RECEIVED(BANK, FEES_RECEIVABLE),
    /** Money whose bill is not known, or more than the bill. */
    FEE_SUSPENSE(BANK, UNIDENTIFIED_RECEIPTS),
    /** Unidentified money is found to pay a bill. */
    SUSPENSE_MATCHED(UNIDENTIFIED_RECEIPTS, FEES_RECEIVABLE),
    /** Unidentified or surplus money goes back to its payer. */
    FEE_REFUNDED(UNIDENTIFIED_RECEIPTS, BANK),
    /** A benefit is owed to a member. */
    BENEFIT_APPROVED(BENEFITS, BENEFITS_PAYABLE),
    /** The bank says it has paid. */
    BENEFIT_PAID(BENEFITS_PAYABLE, BANK),
    /** The bank returns a payment (退票): it is owed again. */
    BENEFIT_RETURNED(BANK, BENEFITS_PAYABLE),
    /** Another journal with the signs turned; made by {@link Ledger#reverse} only. */
    REVERSAL(null, null);

    private final @Nullable Account debit;
    private final @Nullable Account credit;

    Template(@Nullable Account debit, @Nullable Account credit) {
        this.debit = debit;
        this.credit = credit;
    }

    Account debit() {
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

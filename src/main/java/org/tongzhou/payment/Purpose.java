package org.tongzhou.payment;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tongzhou.ledger.Account;
import org.tongzhou.ledger.Template;

/** What money goes out for, and how the books name its steps. */
public enum Purpose {
    /** A benefit to a member. */
    BENEFIT(Template.BENEFIT_APPROVED, Template.BENEFIT_PAID, Template.BENEFIT_RETURNED),
    /** A surplus fee back to who paid it; it stands among unidentified receipts until the bank has paid it. */
    FEE_REFUND(null, Template.FEE_REFUNDED, Template.FEE_REFUND_RETURNED),
    /** What a member had paid back of a benefit, to the member again; the room that owes it books that it is owed. */
    RECOVERY_REPAID(null, Template.BENEFIT_PAID, Template.BENEFIT_RETURNED);

    private final @Nullable Template ordered;
    private final Template paid;
    private final Template returned;

    Purpose(@Nullable Template ordered, Template paid, Template returned) {
        this.ordered = ordered;
        this.paid = paid;
        this.returned = returned;
    }

    /** Paid to a member's own account: its name is checked, and a change of the account holds it. */
    boolean isToMember() {
        return this != FEE_REFUND;
    }

    Optional<Template> ordered() {
        return Optional.ofNullable(ordered);
    }

    Template paid() {
        return paid;
    }

    /** Where it stands as owed until the bank has paid it. */
    public Account owedOn() {
        return paid.debit();
    }

    Template returned() {
        return returned;
    }
}
